/** Exit codes, the same for every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2, noEngine: 3 } as const

/** How a command answers: a person's text, or with --json one JSON document. */
export interface Output {
  readonly json: boolean
  /** The command's result. */
  result(data: unknown, text: string): void
  /** What is being done; goes to stderr, so that a result can be piped. */
  progress(text: string): void
}

export function createOutput(json: boolean): Output {
  return {
    json,
    result: (data, text) => process.stdout.write(`${json ? JSON.stringify(data, null, 2) : text}\n`),
    progress: (text) => {
      process.stderr.write(`${text}\n`)
    },
  }
}

/** An error in how the command was called. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Lines the columns of a table up. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), [])
  const line = (row: readonly string[]) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}

/** A time on the attempt's clock as `3:07`, or a dash. */
export function clockText(ms: number | null): string {
  if (ms === null) return '–'
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
