import type { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { z } from 'zod'
import { createLineSplitter } from '../lines.ts'

const eventSchema = z.object({
  Action: z.string(),
  Actor: z.object({ Attributes: z.record(z.string(), z.string()).default({}) }),
})

export interface EngineEvent {
  action: string
  /** The container's labels and some more. */
  attributes: Record<string, string>
}

/**
 * Listens to the engine's events of containers until the stream ends or the signal aborts. Rejects
 * when the engine does not answer.
 */
export async function listenToEvents(
  docker: Docker,
  o: { labels: string[]; signal: AbortSignal; onEvent(event: EngineEvent): void },
): Promise<void> {
  // The client takes a signal here as everywhere; its types don't know.
  const options: Docker.GetEventsOptions & { abortSignal: AbortSignal } = {
    filters: { type: ['container'], label: o.labels },
    abortSignal: o.signal,
  }
  const events = await docker.getEvents(options)
  const stream = events as Readable
  stream.on(
    'data',
    createLineSplitter((line) => {
      const event = parseEvent(line)
      if (event && !o.signal.aborted) o.onEvent(event)
    }),
  )
  await new Promise<void>((resolve) => {
    const onAbort = () => stream.destroy()
    if (o.signal.aborted) onAbort()
    o.signal.addEventListener('abort', onAbort, { once: true })
    stream.on('error', () => resolve())
    stream.on('close', () => {
      o.signal.removeEventListener('abort', onAbort)
      resolve()
    })
  })
}

function parseEvent(line: string): EngineEvent | undefined {
  try {
    const result = eventSchema.safeParse(JSON.parse(line))
    return result.success ? { action: result.data.Action, attributes: result.data.Actor.Attributes } : undefined
  } catch {
    return undefined
  }
}
