import type { ReadyRule } from '../../../contract/index.ts'
import { followContainerLogs } from '../logs.ts'
import { orAbort } from '../poll.ts'
import type { ReadyContext } from './ready-context.ts'

/** Ready when a line that it has logged since its start matches. */
export async function waitForLog(rule: Extract<ReadyRule, { kind: 'log' }>, context: ReadyContext): Promise<void> {
  const pattern = new RegExp(rule.pattern)
  const { State } = await context.container.inspect()
  const found = new AbortController()
  const signal = AbortSignal.any([context.signal, found.signal])
  const following = followContainerLogs(context.container, {
    // Not StartedAt: the engine sets it when the first lines may have been logged already. Year 1 means never stopped.
    since: Math.max(0, Date.parse(State.FinishedAt)),
    signal,
    onLine: (line) => {
      context.onSeen(`the last line of its log is: ${line.slice(0, 500)}`)
      if (pattern.test(line)) found.abort()
    },
  })
  await orAbort(following, context.signal)
  if (!found.signal.aborted) throw new Error('its log ended before the expected line came')
}
