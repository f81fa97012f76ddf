import { delay } from '../poll.ts'
import type { ReadyContext } from './ready-context.ts'

const PAUSE_MS = 25

/** Ready when it runs. */
export async function waitForRunning(context: ReadyContext): Promise<void> {
  for (;;) {
    const { State } = await context.container.inspect()
    if (State.Running) return
    context.onSeen(`it is ${State.Status}`)
    await delay(PAUSE_MS, context.signal)
  }
}
