import type { AttemptEvent, EventType } from '../contract/index.ts'

export type EventOf<T extends EventType> = Extract<AttemptEvent, { type: T }>

/** The events of one kind, in the log's order. */
export function pick<T extends EventType>(events: readonly AttemptEvent[], type: T): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type)
}

/** The log up to its end: whatever was appended after the player left counts for nothing. */
export function untilEnd(events: readonly AttemptEvent[]): readonly AttemptEvent[] {
  const end = events.findIndex((event) => event.type === 'attempt.ended')
  return end === -1 ? events : events.slice(0, end + 1)
}

/** The first resolve whose checks all held, once the page is out. */
export function findResolved(events: readonly AttemptEvent[]): EventOf<'resolve.judged'> | undefined {
  const page = events.findIndex((event) => event.type === 'page.sent')
  if (page === -1) return undefined
  return pick(events.slice(page), 'resolve.judged').find((event) => event.data.failed.length === 0)
}
