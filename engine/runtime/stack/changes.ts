import type Docker from 'dockerode'
import { type EngineEvent, listenToEvents } from './engine-events.ts'
import { LABEL } from './labels.ts'
import { delay } from './poll.ts'
import type { InstanceChange } from './types.ts'

const RETRY_MS = 1000

/** Tells of the changes of one stack's instances until the signal aborts, also across a restart of the engine. */
export async function watchChanges(
  docker: Docker,
  o: { labels: string[]; signal: AbortSignal; onChange(change: InstanceChange): void },
): Promise<void> {
  const translate = createTranslator(o.onChange)
  while (!o.signal.aborted) {
    await listenToEvents(docker, { labels: o.labels, signal: o.signal, onEvent: translate }).catch(() => {})
    await delay(RETRY_MS, o.signal).catch(() => {})
  }
}

/** Turns the engine's events into changes: a start after a stop is a restart. */
export function createTranslator(onChange: (change: InstanceChange) => void): (event: EngineEvent) => void {
  const stopped = new Set<string>()
  return ({ action, attributes }) => {
    const instance = attributes[LABEL.instance]
    if (instance === undefined) return
    if (action === 'oom') onChange({ instance, state: 'out-of-memory' })
    if (action === 'die') {
      stopped.add(instance)
      onChange({ instance, state: 'stopped' })
    }
    if (action === 'start') onChange({ instance, state: stopped.delete(instance) ? 'restarted' : 'running' })
  }
}
