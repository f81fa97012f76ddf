import type { Readable } from 'node:stream'

/**
 * Resolves when a stream of the engine has closed, by itself or because the signal aborted.
 * @throws what the stream fails with
 */
export function untilClosed(stream: Readable, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => stream.destroy()
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    stream.on('error', reject)
    stream.on('close', () => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    })
  })
}
