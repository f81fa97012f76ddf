import { expect, test } from 'vitest'
import type { ScoreLine } from '../../engine/contract/index.ts'
import { scoreGroups } from './score-groups.ts'

const line = (part: ScoreLine['part'], points: number, max: number): ScoreLine => ({
  part,
  id: `${part}-${points}`,
  label: '',
  points,
  max,
  reason: '',
  atMs: null,
})

test('lines stand under their parts in the rules order, with sums', () => {
  const lines = [line('deductions', -30, 0), line('objectives', 125, 125), line('speed', 97, 100), line('objectives', 0, 125)]
  const groups = scoreGroups({ total: 192, max: 800, lines })
  expect(groups.map(({ part, points, max }) => [part, points, max])).toEqual([
    ['objectives', 125, 250],
    ['speed', 97, 100],
    ['deductions', -30, 0],
  ])
})
