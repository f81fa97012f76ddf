import type { AttemptEvent, Debrief, LevelFile } from '../contract/index.ts'
import { scoreOf } from './score.ts'
import { attemptState } from './state.ts'
import { timeline } from './timeline.ts'
import { successRate } from './traffic.ts'
import type { AttemptState, RecordedTerminal } from './types.ts'
import { objectiveViews, summaryOf } from './view.ts'

/** All that the debrief shows, from the level, the log and the list of recordings. Stands for the log's last event. */
export function debrief(
  level: LevelFile,
  id: string,
  events: readonly AttemptEvent[],
  terminals: readonly RecordedTerminal[],
): Debrief {
  const state = attemptState(level, events, events.at(-1)?.at ?? 0)
  const { component, fault, explanation } = level.diagnosis
  return {
    attempt: summaryOf(level, id, events, state),
    severity: level.severity,
    sheet: scoreOf(level, state),
    objectives: objectiveViews(level, state),
    timeline: timeline(level, events, state),
    answer: { component, fault, explanation },
    expertWalkthrough: level.facts.expertWalkthrough,
    traffic: customersCurve(level, state),
    terminals: terminals.map(({ id: terminalId, instance, openedAt, bytes }) => ({
      id: terminalId,
      instance,
      openedMs: state.clockMsOf(openedAt),
      bytes,
    })),
  }
}

/** The success rate of the journeys that the incident concerns, since the page. */
function customersCurve(level: LevelFile, state: AttemptState): Debrief['traffic'] {
  const pageAt = state.clock.pageAt ?? Number.POSITIVE_INFINITY
  return state.traffic.flatMap(({ at, atMs, journeys }) => {
    const rate = at < pageAt ? null : successRate(journeys, level.mitigated.journeys)
    return rate === null ? [] : [{ atMs, successRate: rate }]
  })
}
