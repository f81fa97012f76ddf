import type { AttemptEvent, EventData } from '../contract/index.ts'
import { findResolved } from './log.ts'

/** Counted time, in epoch milliseconds; `to` is Infinity while it runs. */
interface Segment {
  from: number
  to: number
}

export type Environment = 'none' | 'booting' | 'ready' | 'failed' | 'lost'

interface Fold {
  segments: Segment[]
  pageAt: number | null
  environment: Environment
  stoppedBecause: EventData<'clock.stopped'>['reason'] | null
  ended: boolean
}

/**
 * The attempt's two clocks. The *alive* clock counts from the page while the environment is up and nothing has stopped
 * it; evidence that must hold for a while is measured on it. The *scored* clock is the same, but stands still for good
 * once the incident is resolved.
 */
export interface Clock {
  pageAt: number | null
  resolvedAt: number | null
  environment: Environment
  stoppedBecause: Fold['stoppedBecause']
  /** Whether the scored clock runs after the last event. */
  running: boolean
  /** Alive milliseconds at an instant given in epoch milliseconds. */
  aliveMs(at: number): number
  scoredMs(at: number): number
  /** Scored milliseconds of an instant given in alive milliseconds. */
  toScored(aliveMs: number): number
  /** Epoch milliseconds at which the alive clock reached `aliveMs`. */
  epochOf(aliveMs: number): number
}

/** Builds the clocks from a log that ends where the attempt ended. */
export function buildClock(events: readonly AttemptEvent[]): Clock {
  const resolvedAt = findResolved(events)?.at ?? null
  const fold: Fold = { segments: [], pageAt: null, environment: 'none', stoppedBecause: null, ended: false }
  for (const event of events) step(fold, event, resolvedAt)
  const aliveMs = (at: number) => countUntil(fold.segments, at)
  const resolvedMs = resolvedAt === null ? Number.POSITIVE_INFINITY : aliveMs(resolvedAt)
  return {
    pageAt: fold.pageAt,
    resolvedAt,
    environment: fold.environment,
    stoppedBecause: fold.stoppedBecause,
    running: counts(fold) && resolvedAt === null,
    aliveMs,
    scoredMs: (at) => Math.min(aliveMs(at), resolvedMs),
    toScored: (ms) => Math.min(ms, resolvedMs),
    epochOf: (ms) => epochOf(fold, ms),
  }
}

function step(fold: Fold, event: AttemptEvent, resolvedAt: number | null): void {
  switch (event.type) {
    case 'page.sent':
      fold.pageAt ??= event.at
      break
    case 'environment.booting':
      fold.environment = 'booting'
      break
    case 'environment.ready':
      fold.environment = 'ready'
      break
    case 'environment.failed':
      fold.environment = 'failed'
      break
    case 'environment.lost':
      fold.environment = 'lost'
      break
    case 'clock.stopped':
      // What was resolved stays resolved at its time, however far back the stop reaches.
      truncate(fold.segments, Math.min(Math.max(event.data.since, resolvedAt ?? event.data.since), event.at))
      fold.stoppedBecause = event.data.reason
      break
    case 'clock.started':
      fold.stoppedBecause = null
      // The same environment was found again, so nobody reports it ready a second time.
      if (fold.environment === 'lost') fold.environment = 'ready'
      break
    case 'attempt.ended':
      fold.ended = true
      break
    default:
      return
  }
  sync(fold, event.at)
}

function counts(fold: Fold): boolean {
  return fold.pageAt !== null && fold.environment === 'ready' && fold.stoppedBecause === null && !fold.ended
}

function sync(fold: Fold, at: number): void {
  const last = fold.segments.at(-1)
  const open = last !== undefined && last.to === Number.POSITIVE_INFINITY
  if (counts(fold) && !open) fold.segments.push({ from: at, to: Number.POSITIVE_INFINITY })
  if (!counts(fold) && open) last.to = Math.max(last.from, at)
}

function truncate(segments: Segment[], at: number): void {
  while ((segments.at(-1)?.from ?? at) > at) segments.pop()
  const last = segments.at(-1)
  if (last) last.to = Math.min(last.to, at)
}

function countUntil(segments: readonly Segment[], at: number): number {
  let sum = 0
  for (const segment of segments) sum += Math.max(0, Math.min(at, segment.to) - segment.from)
  return sum
}

function epochOf(fold: Fold, ms: number): number {
  let rest = ms
  for (const segment of fold.segments) {
    if (rest <= segment.to - segment.from) return segment.from + rest
    rest -= segment.to - segment.from
  }
  return fold.segments.at(-1)?.to ?? fold.pageAt ?? 0
}
