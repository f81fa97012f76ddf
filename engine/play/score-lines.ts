import { durationMs, type LevelFile, type ScoreLine } from '../contract/index.ts'
import type { AttemptState } from './types.ts'
import { clockText, diagnosisText } from './words.ts'

export const POINTS = {
  objectives: 500,
  diagnosed: 150,
  resolved: 100,
  acknowledged: 15,
  firstStatusUpdate: 25,
  closingStatusUpdate: 10,
  wrongDiagnosis: 40,
} as const

/** Speed falls from full points at par to none at this many times par. */
const SLOWEST_PAR = 4

/** Shares whole points by weight so that they add up exactly: the largest remainders get the last points. */
export function shareByWeight(points: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const exact = weights.map((weight) => (points * weight) / sum)
  const shares = exact.map(Math.floor)
  const rest = points - shares.reduce((total, share) => total + share, 0)
  const byRemainder = exact.map((value, index) => ({ index, remainder: value % 1 })).toSorted((a, b) => b.remainder - a.remainder)
  for (const { index } of byRemainder.slice(0, rest)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}

/** What each objective of the level is worth, by its id. */
export function objectivePoints(level: LevelFile): Map<string, number> {
  const weights = level.objectives.map((objective) => objective.weight)
  const shares = shareByWeight(POINTS.objectives, weights)
  return new Map(level.objectives.map((objective, index) => [objective.id, shares[index] ?? 0]))
}

export function objectiveLines(level: LevelFile, state: AttemptState): ScoreLine[] {
  const points = objectivePoints(level)
  return level.objectives.map((objective) => {
    const max = points.get(objective.id) ?? 0
    const hitMs = state.objectives.find(({ id }) => id === objective.id)?.hitMs ?? null
    return {
      part: 'objectives',
      id: objective.id,
      label: objective.title,
      points: hitMs === null ? 0 : max,
      max,
      reason: hitMs === null ? 'Not reached.' : `Reached after ${clockText(hitMs)}.`,
      atMs: hitMs,
    }
  })
}

export function speedLines(level: LevelFile, state: AttemptState): ScoreLine[] {
  const { diagnosed, resolved } = state.milestones
  return [
    {
      part: 'speed',
      id: 'diagnosed',
      label: 'Time to the right diagnosis',
      max: POINTS.diagnosed,
      ...timed('Diagnosed', diagnosed, level.par.diagnosed, POINTS.diagnosed, undiagnosedReason(state)),
    },
    {
      part: 'speed',
      id: 'resolved',
      label: 'Time to the resolve',
      max: POINTS.resolved,
      ...timed('Resolved', resolved, level.par.resolved, POINTS.resolved, unresolvedReason(state)),
    },
  ]
}

function undiagnosedReason(state: AttemptState): string {
  return state.diagnoses.length === 0 ? 'No diagnosis was committed.' : 'None of the committed diagnoses was right.'
}

function unresolvedReason(state: AttemptState): string {
  if (!state.lastResolve) return 'Never resolved: the fix was not put to the test.'
  return `Never resolved: ${state.lastResolve.failed.length} of the checks still failed at the last try.`
}

/**
 * Points for a moment: all up to par, none from four times par, a straight line between.
 *
 * @param done the past participle that opens the reason, such as "Diagnosed"
 */
function timed(done: string, atMs: number | null, par: string, max: number, missed: string) {
  if (atMs === null) return { points: 0, reason: missed, atMs }
  const parMs = durationMs(par)
  const points = Math.round(max * speedFactor(atMs, parMs))
  const worth = points === max ? 'full points' : points === 0 ? 'no points' : `${points} of ${max} points`
  return { points, reason: `${done} after ${clockText(atMs)}, par ${clockText(parMs)}: ${worth}.`, atMs }
}

/** 1 up to par, 0 from four times par. */
export function speedFactor(atMs: number, parMs: number): number {
  if (atMs <= parMs) return 1
  return Math.max(0, (SLOWEST_PAR * parMs - atMs) / ((SLOWEST_PAR - 1) * parMs))
}

/** Customers and colleagues should hear of it by the time the cause should be known, and hear of the end. */
export function communicationLines(level: LevelFile, state: AttemptState): ScoreLine[] {
  const { acknowledged, firstStatusUpdate } = state.milestones
  return [
    {
      part: 'communication',
      id: 'acknowledged',
      label: 'Page acknowledged',
      max: POINTS.acknowledged,
      ...timed('Acknowledged', acknowledged, level.par.acknowledged, POINTS.acknowledged, 'The page was not acknowledged.'),
    },
    {
      part: 'communication',
      id: 'first-status-update',
      label: 'First status update',
      max: POINTS.firstStatusUpdate,
      ...timed('Posted', firstStatusUpdate, level.par.diagnosed, POINTS.firstStatusUpdate, 'No status update was posted.'),
    },
    closingLine(state),
  ]
}

function closingLine(state: AttemptState): ScoreLine {
  const after = (at: number, milestone: number | null) => milestone !== null && at >= milestone
  const closing = state.statusUpdates.find(
    (update) =>
      (update.state === 'resolved' && after(update.at, state.resolvedAt)) ||
      (update.state === 'monitoring' && after(update.at, state.mitigatedAt)),
  )
  const missed = 'No "monitoring" after the mitigation and no "resolved" after the resolve was posted.'
  return {
    part: 'communication',
    id: 'closing-status-update',
    label: 'Status update at the end',
    points: closing ? POINTS.closingStatusUpdate : 0,
    max: POINTS.closingStatusUpdate,
    reason: closing ? `Posted "${closing.state}" after ${clockText(closing.atMs)}, when it was true.` : missed,
    atMs: closing?.atMs ?? null,
  }
}

export function deductionLines(level: LevelFile, state: AttemptState): ScoreLine[] {
  return [...hintLines(level, state), ...wrongDiagnosisLines(state), ...harmLines(state)]
}

function deduction(id: string, label: string, cost: number, reason: string, atMs: number): ScoreLine {
  // Without the sum a cost of nothing would read as minus zero.
  return { part: 'deductions', id, label, points: 0 - cost, max: 0, reason, atMs }
}

/** In learn mode a hint is free of shame and of cost, and needs no line. */
function hintLines(level: LevelFile, state: AttemptState): ScoreLine[] {
  if (state.mode === 'learn') return []
  return state.hints.map(({ id, atMs }) => {
    const number = level.hints.findIndex((hint) => hint.id === id) + 1
    const cost = level.hints[number - 1]?.cost ?? 0
    return deduction(`hint-${id}`, `Hint ${number}`, cost, `Taken after ${clockText(atMs)}.`, atMs)
  })
}

function wrongDiagnosisLines(state: AttemptState): ScoreLine[] {
  const wrong = state.diagnoses.filter((answer) => !answer.right)
  return wrong.map((answer, index) => {
    const reason = `Committed "${diagnosisText(answer)}" after ${clockText(answer.atMs)}; it was not that.`
    return deduction(`wrong-diagnosis-${index + 1}`, 'Wrong diagnosis', POINTS.wrongDiagnosis, reason, answer.atMs)
  })
}

function harmLines(state: AttemptState): ScoreLine[] {
  return state.harm.map(({ safeguardId, title, cost, atMs }) =>
    deduction(`harm-${safeguardId}`, `Harm: ${title}`, cost, `It no longer held after ${clockText(atMs)}.`, atMs),
  )
}
