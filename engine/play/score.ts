import type { AttemptEvent, LevelFile, ScoreLine, ScoreSheet } from '../contract/index.ts'
import { communicationLines, deductionLines, objectiveLines, speedLines } from './score-lines.ts'
import { attemptState } from './state.ts'
import type { AttemptState } from './types.ts'

/** What a level is worth while no postmortem is marked: objectives 500, speed 250, communication 50. */
export const MAX_WITHOUT_POSTMORTEM = 800

/**
 * The score with the reason of every point: a pure function of the log, the same wherever it is computed.
 * It stands for the instant of the log's last event.
 */
export function score(level: LevelFile, events: readonly AttemptEvent[]): ScoreSheet {
  return scoreOf(level, attemptState(level, events, events.at(-1)?.at ?? 0))
}

/** The same for a state that is at hand already. */
export function scoreOf(level: LevelFile, state: AttemptState): ScoreSheet {
  const lines = [
    ...objectiveLines(level, state),
    ...speedLines(level, state),
    ...communicationLines(level, state),
    ...deductionLines(level, state),
  ]
  const sum = lines.reduce((total, line) => total + line.points, 0)
  if (sum < 0) lines.push(floorLine(sum))
  return { total: Math.max(0, sum), max: MAX_WITHOUT_POSTMORTEM, lines }
}

/** Keeps the lines' sum equal to the total when the deductions outweigh the rest. */
function floorLine(sum: number): ScoreLine {
  return {
    part: 'deductions',
    id: 'floor',
    label: 'No score below zero',
    points: -sum,
    max: 0,
    reason: 'The deductions are larger than what was earned; a score ends at zero.',
    atMs: null,
  }
}
