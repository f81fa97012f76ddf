import { type Context, openHost } from '../context.ts'
import { clockText, EXIT, table, UsageError } from '../output.ts'

/** `attempt list`: the history, newest first. */
export async function attemptListCommand({ output }: Context): Promise<number> {
  const host = openHost()
  try {
    const attempts = host.attempts.list()
    const rows = attempts.map((a) => [
      a.id,
      new Date(a.createdAt).toISOString(),
      a.levelId,
      a.mode,
      a.endedAt === null ? 'open' : 'ended',
      a.score === null ? '–' : `${a.score}/${a.max}`,
      clockText(a.milestones.diagnosed),
      clockText(a.milestones.resolved),
    ])
    const head = ['ID', 'STARTED', 'LEVEL', 'MODE', 'STATE', 'SCORE', 'DIAGNOSED', 'RESOLVED']
    output.result({ attempts }, attempts.length === 0 ? 'No attempts yet.' : table([head, ...rows]))
    return EXIT.ok
  } finally {
    await host.close()
  }
}

/** `attempt export ID`: the attempt's whole log as JSON. */
export async function attemptExportCommand({ args: [id] }: Context): Promise<number> {
  if (!id) throw new UsageError('Usage: firedrill attempt export ID')
  const host = openHost()
  try {
    process.stdout.write(`${JSON.stringify(host.attempts.exportAttempt(id), null, 2)}\n`)
    return EXIT.ok
  } finally {
    await host.close()
  }
}
