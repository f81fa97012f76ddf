import type { AttemptEvent, AttemptSummary, AttemptView, LevelFile, Mode, ObjectiveView } from '../contract/index.ts'
import { pick } from './log.ts'
import { scoreOf } from './score.ts'
import { objectivePoints } from './score-lines.ts'
import { attemptState } from './state.ts'
import type { AttemptState, ViewExtra } from './types.ts'

/** The view is sent whole at each change, so it carries no more samples than a chart can show. */
const SAMPLES_SHOWN = 180

/**
 * What the war room may show at `state.asOf`. Exam and tournament hide the objectives; coach notes appear in learn mode
 * when their objective is hit; a hint's text appears once it is taken; an exam offers no hints.
 */
export function attemptView(level: LevelFile, state: AttemptState, extra: ViewExtra): AttemptView {
  return {
    id: extra.id,
    level: { id: level.id, title: level.title, severity: level.severity, briefing: level.briefing },
    mode: state.mode,
    seed: state.seed,
    phase: state.phase,
    boot: extra.boot,
    page: state.clock.pageAt === null ? null : { ...level.page, at: state.clock.pageAt },
    clock: {
      elapsedMs: state.clock.elapsedMs,
      asOf: state.asOf,
      running: state.clock.running,
      stoppedBecause: state.clock.stoppedBecause,
    },
    milestones: state.milestones,
    objectives: showsObjectives(state.mode) ? visibleObjectives(level, state) : null,
    hints: visibleHints(level, state),
    diagnoses: state.diagnoses,
    statusUpdates: state.statusUpdates.map(({ state: said, text, atMs }) => ({ state: said, text, atMs })),
    instances: extra.instances.map(({ name, title }) => ({ name, title, state: instanceState(state, name) })),
    terminals: state.terminals,
    gatewayUrl: state.gatewayUrl,
    traffic: state.traffic.slice(-SAMPLES_SHOWN).map(({ at, journeys }) => ({ at, journeys })),
    resolving: extra.resolving,
    lastResolve: state.lastResolve,
    harm: state.harm.map(({ safeguardId, title, cost, atMs }) => ({ safeguardId, title, cost, atMs })),
    notice: state.notice,
  }
}

function showsObjectives(mode: Mode): boolean {
  return mode === 'learn' || mode === 'drill'
}

function visibleObjectives(level: LevelFile, state: AttemptState): ObjectiveView[] {
  const showCoach = (hitMs: number | null) => state.mode === 'learn' && hitMs !== null
  return objectiveViews(level, state).map((view) => (showCoach(view.hitMs) ? view : { ...view, coach: null }))
}

/** All objectives with their coach notes, as the debrief shows them. */
export function objectiveViews(level: LevelFile, state: AttemptState): ObjectiveView[] {
  const points = objectivePoints(level)
  return level.objectives.map(({ id, title, kind, coach }) => ({
    id,
    title,
    kind,
    points: points.get(id) ?? 0,
    hitMs: state.objectives.find((objective) => objective.id === id)?.hitMs ?? null,
    coach,
  }))
}

function visibleHints(level: LevelFile, state: AttemptState): AttemptView['hints'] {
  if (state.mode === 'exam') return []
  const taken = new Set(state.hints.map(({ id }) => id))
  return level.hints.map(({ id, cost, text }) => ({
    id,
    cost: state.mode === 'learn' ? 0 : cost,
    text: taken.has(id) ? text : null,
  }))
}

function instanceState(state: AttemptState, name: string): AttemptView['instances'][number]['state'] {
  const last = state.instances[name]
  if (last === 'stopped') return 'stopped'
  // A process that ran out of memory doesn't stop its instance.
  return last !== undefined || state.gatewayUrl !== null ? 'running' : 'starting'
}

/**
 * One line of the history.
 *
 * @param now epoch milliseconds; matters only for an attempt that has not ended
 */
export function summary(level: LevelFile, id: string, events: readonly AttemptEvent[], now: number): AttemptSummary {
  return summaryOf(level, id, events, attemptState(level, events, now))
}

export function summaryOf(level: LevelFile, id: string, events: readonly AttemptEvent[], state: AttemptState): AttemptSummary {
  const created = pick(events, 'attempt.created')[0]
  const sheet = state.endedAt === null ? null : scoreOf(level, state)
  return {
    id,
    levelId: level.id,
    levelTitle: created?.data.levelTitle ?? level.title,
    mode: state.mode,
    phase: state.phase,
    createdAt: state.createdAt,
    endedAt: state.endedAt,
    score: sheet?.total ?? null,
    max: sheet?.max ?? null,
    milestones: state.milestones,
  }
}
