import { type Context, openHost, readyEngine } from '../context.ts'
import { EXIT } from '../output.ts'

/**
 * `reap`: removes containers, networks and volumes that earlier runs left behind, but for attempts that are still open.
 * `--all` removes those too, and other installations'.
 */
export async function reapCommand(context: Context): Promise<number> {
  const host = openHost()
  try {
    const { runtime } = await readyEngine(context, host.installationId)
    const open = host.store.attempts.open().map(({ id }) => id)
    const removed = context.flags.all ? await runtime.reapAll() : await runtime.reap(open)
    const { containers, networks, volumes } = removed
    context.output.result(removed, `Removed ${containers} containers, ${networks} networks, ${volumes} volumes.`)
    return EXIT.ok
  } finally {
    await host.close()
  }
}
