import type { AttemptEvent, LevelFile, Milestones } from '../contract/index.ts'
import { buildClock, type Clock } from './clock.ts'
import { evidenceSignals, isRight } from './evidence.ts'
import { type EventOf, pick, untilEnd } from './log.ts'
import { firstMs, holdsAt } from './signal.ts'
import { mitigatedAt } from './traffic.ts'
import type { AttemptState } from './types.ts'
import { noticeOf } from './words.ts'

/** An attempt's log, cut at its end, with the clocks that go with it. */
interface Attempt {
  level: LevelFile
  /** Without the customers' samples: they are nearly all of a long log, and most questions don't concern them. */
  log: readonly AttemptEvent[]
  samples: EventOf<'traffic.sampled'>[]
  clock: Clock
  asOf: number
}

/**
 * What the log amounts to at `now` (epoch milliseconds). Pure: the same log gives the same state everywhere.
 * It is computed anew each time; an hour's log takes a few milliseconds.
 */
export function attemptState(level: LevelFile, events: readonly AttemptEvent[], now: number): AttemptState {
  const whole = untilEnd(events)
  const log = whole.filter((event) => event.type !== 'traffic.sampled')
  const last = whole.at(-1)
  const ended = last?.type === 'attempt.ended' ? last : undefined
  const asOf = ended ? ended.at : Math.max(now, last?.at ?? now)
  const attempt: Attempt = { level, log, samples: pick(whole, 'traffic.sampled'), clock: buildClock(log), asOf }
  const created = pick(log, 'attempt.created')[0]
  return {
    phase: phaseOf(attempt),
    mode: created?.data.mode ?? 'drill',
    seed: created?.data.seed ?? 0,
    createdAt: created?.at ?? whole[0]?.at ?? now,
    endedAt: ended?.at ?? null,
    asOf,
    clock: clockOf(attempt),
    ...evidenceOf(attempt),
    ...actionsOf(attempt),
    ...customersOf(attempt),
    ...environmentOf(attempt),
    clockMsOf: attempt.clock.scoredMs,
  }
}

function phaseOf({ log, clock }: Attempt): AttemptState['phase'] {
  if (log.at(-1)?.type === 'attempt.ended') return 'ended'
  if (clock.resolvedAt !== null) return 'resolved'
  if (clock.environment === 'failed' || clock.environment === 'lost') return clock.environment
  if (clock.pageAt === null || clock.environment !== 'ready') return 'booting'
  return pick(log, 'page.acknowledged').length > 0 ? 'investigating' : 'paged'
}

function clockOf({ clock, asOf }: Attempt): AttemptState['clock'] {
  return {
    elapsedMs: clock.scoredMs(asOf),
    running: clock.running,
    stoppedBecause: clock.stoppedBecause,
    pageAt: clock.pageAt,
  }
}

function evidenceOf({ level, log, clock, asOf }: Attempt): Pick<AttemptState, 'objectives' | 'fixes'> {
  const signals = evidenceSignals(level, log, clock)
  const aliveMs = clock.aliveMs(asOf)
  const hitMs = (id: string) => {
    const first = clock.pageAt === null ? null : firstMs(signals.objective(id), aliveMs)
    return first === null ? null : clock.toScored(first)
  }
  return {
    objectives: level.objectives.map(({ id }) => ({ id, hitMs: hitMs(id) })),
    fixes: level.fix.map(({ id }) => ({ id, holds: holdsAt(signals.fix(id), aliveMs) })),
  }
}

type Actions = Pick<AttemptState, 'hints' | 'diagnoses' | 'statusUpdates' | 'harm' | 'resolving' | 'lastResolve' | 'resolvedAt'>

function actionsOf({ level, log, clock }: Attempt): Actions {
  const judged = pick(log, 'resolve.judged').at(-1)
  return {
    hints: firstOfEach(pick(log, 'hint.taken'), (event) => event.data.hintId)
      .filter(({ data }) => level.hints.some((hint) => hint.id === data.hintId))
      .map(({ at, data }) => ({ id: data.hintId, atMs: clock.scoredMs(at) })),
    diagnoses: pick(log, 'diagnosis.committed').map(({ at, data }) => ({
      ...data,
      right: isRight(level, data),
      atMs: clock.scoredMs(at),
    })),
    statusUpdates: pick(log, 'status.posted').map(({ at, data }) => ({ ...data, at, atMs: clock.scoredMs(at) })),
    harm: harmOf(level, log, clock),
    resolving: isResolving(log),
    lastResolve: judged ? { failed: judged.data.failed, atMs: clock.scoredMs(judged.at) } : null,
    resolvedAt: clock.resolvedAt,
  }
}

/** A resolve that the closing of the app cut short will never be judged. */
function isResolving(log: readonly AttemptEvent[]): boolean {
  const last = log.findLast(
    (event) =>
      event.type === 'resolve.requested' ||
      event.type === 'resolve.judged' ||
      (event.type === 'clock.stopped' && event.data.reason === 'app-closed'),
  )
  return last?.type === 'resolve.requested'
}

function harmOf(level: LevelFile, log: readonly AttemptEvent[], clock: Clock): AttemptState['harm'] {
  return firstOfEach(pick(log, 'safeguard.broken'), (event) => event.data.safeguardId).flatMap(({ at, data }) => {
    const safeguard = level.safeguards.find((item) => item.id === data.safeguardId)
    if (!safeguard) return []
    return [{ safeguardId: safeguard.id, title: safeguard.title, cost: safeguard.cost, at, atMs: clock.scoredMs(at) }]
  })
}

function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>()
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)))
}

function customersOf(attempt: Attempt): Pick<AttemptState, 'traffic' | 'mitigatedAt' | 'milestones'> {
  const { level, samples, clock } = attempt
  const pageAt = clock.pageAt ?? Number.POSITIVE_INFINITY
  const windows = samples
    .filter(({ at, data }) => at - data.windowMs >= pageAt)
    .map(({ at, data }) => ({ fromMs: clock.aliveMs(at - data.windowMs), toMs: clock.aliveMs(at), journeys: data.journeys }))
  const mitigated = mitigatedAt(level.mitigated, windows)
  return {
    traffic: samples.map(({ at, data: { windowMs, journeys } }) => ({ windowMs, journeys, at, atMs: clock.scoredMs(at) })),
    mitigatedAt: mitigated === null ? null : clock.epochOf(mitigated),
    milestones: { ...playerMilestones(attempt), mitigated: mitigated === null ? null : clock.toScored(mitigated) },
  }
}

function playerMilestones({ level, log, clock }: Attempt): Omit<Milestones, 'mitigated'> {
  const markOf = (event: AttemptEvent | undefined) => (event ? clock.scoredMs(event.at) : null)
  return {
    acknowledged: markOf(pick(log, 'page.acknowledged')[0]),
    firstStatusUpdate: markOf(pick(log, 'status.posted')[0]),
    diagnosed: markOf(pick(log, 'diagnosis.committed').find(({ data }) => isRight(level, data))),
    resolved: clock.resolvedAt === null ? null : clock.scoredMs(clock.resolvedAt),
  }
}

type EnvironmentPart = Pick<AttemptState, 'terminals' | 'instances' | 'gatewayUrl' | 'bootMs' | 'notice'>

function environmentOf({ log, clock }: Attempt): EnvironmentPart {
  const boot = log.findLastIndex((event) => event.type === 'environment.booting')
  const current = boot === -1 ? log : log.slice(boot)
  const ready = pick(current, 'environment.ready').at(-1)
  const instances = Object.fromEntries(pick(current, 'instance.changed').map(({ data }) => [data.instance, data.state]))
  return {
    terminals: openTerminals(current),
    instances,
    gatewayUrl: ready?.data.gatewayUrl ?? null,
    bootMs: ready?.data.bootMs ?? null,
    notice: noticeOf(log, clock),
  }
}

/** Shells live no longer than the environment they run in and the app that holds them. */
function openTerminals(current: readonly AttemptEvent[]): AttemptState['terminals'] {
  const closing = current.findLastIndex((event) => event.type === 'clock.stopped' && event.data.reason === 'app-closed')
  const alive = current.slice(closing + 1)
  const closed = new Set(pick(alive, 'terminal.closed').map(({ data }) => data.terminalId))
  return pick(alive, 'terminal.opened')
    .filter(({ data }) => !closed.has(data.terminalId))
    .map(({ data }) => ({ id: data.terminalId, instance: data.instance }))
}
