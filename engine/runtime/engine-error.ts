/** The HTTP status with which the engine refused, if it was the engine. */
export function engineStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}

/** True when the engine has no such thing (any more). */
export function isGone(error: unknown): boolean {
  return engineStatus(error) === 404
}

/** What the engine said, without the client's frame around it. */
export function engineMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim()
}

/** The disk on which the engine keeps its images and containers is full. */
export class DiskFullError extends Error {
  constructor(doing: string, cause: unknown) {
    super(
      `The container engine's disk is full, so ${doing} failed. Free some space (\`docker system df\` shows what uses it, ` +
        '`docker system prune` removes what nothing uses; in Docker Desktop the size is under Settings > Resources) and try again.',
      { cause },
    )
    this.name = 'DiskFullError'
  }
}

/** True for every way in which engines and Node say that a disk is full. */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof DiskFullError) return true
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === 'ENOSPC' || /no space left on device|ENOSPC|disk quota exceeded/i.test(engineMessage(error))
}
