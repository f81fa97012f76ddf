import type { ScoreLine, ScoreSheet } from '../../engine/contract/index.ts'

export interface ScoreGroup {
  part: ScoreLine['part']
  name: string
  points: number
  max: number
  lines: ScoreLine[]
}

const NAMES: Record<ScoreLine['part'], string> = {
  objectives: 'Objectives',
  speed: 'Speed',
  communication: 'Communication',
  postmortem: 'Postmortem',
  deductions: 'Deductions',
}

/** The sheet's lines under their parts, in the order of the scoring rules; parts without lines are left out. */
export function scoreGroups(sheet: ScoreSheet): ScoreGroup[] {
  return (Object.keys(NAMES) as ScoreLine['part'][])
    .map((part) => {
      const lines = sheet.lines.filter((line) => line.part === part)
      const sum = (pick: (line: ScoreLine) => number) => lines.reduce((total, line) => total + pick(line), 0)
      return { part, name: NAMES[part], points: sum((line) => line.points), max: sum((line) => line.max), lines }
    })
    .filter((group) => group.lines.length > 0)
}
