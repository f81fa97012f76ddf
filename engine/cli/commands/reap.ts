import { type Context, openHost, readyEngine } from '../context.ts'
import { EXIT } from '../output.ts'

/**
 * `reap`: removes containers, networks and volumes that this installation's earlier runs left behind, but for attempts
 * that are still open. `--all` removes those as well; the app then offers to rebuild them.
 */
export async function reapCommand(context: Context): Promise<number> {
  const host = openHost()
  try {
    const { runtime } = await readyEngine(context, host.installationId)
    const kept = context.flags.all ? [] : host.store.attempts.open().map(({ id }) => id)
    const removed = await runtime.reap(kept)
    const { containers, networks, volumes } = removed
    context.output.result(removed, `Removed ${containers} containers, ${networks} networks, ${volumes} volumes.`)
    return EXIT.ok
  } finally {
    await host.close()
  }
}
