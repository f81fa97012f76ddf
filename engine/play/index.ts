import type { AttemptEvent, AttemptSummary, AttemptView, Debrief, Evidence, LevelFile, ScoreSheet } from '../contract/index.ts'
import type { AttemptState, Leaf, RecordedTerminal, ViewExtra } from './types.ts'

export * from './types.ts'
export declare function attemptState(level: LevelFile, events: readonly AttemptEvent[], now: number): AttemptState
export declare function leavesOf(level: LevelFile): Leaf[]
export declare function evidenceHolds(evidence: Evidence, path: string, leafHolds: (leaf: string) => boolean): boolean
export declare function score(level: LevelFile, events: readonly AttemptEvent[]): ScoreSheet
export declare function attemptView(level: LevelFile, state: AttemptState, extra: ViewExtra): AttemptView
export declare function summary(level: LevelFile, id: string, events: readonly AttemptEvent[], now: number): AttemptSummary
export declare function debrief(
  level: LevelFile,
  id: string,
  events: readonly AttemptEvent[],
  terminals: readonly RecordedTerminal[],
): Debrief
