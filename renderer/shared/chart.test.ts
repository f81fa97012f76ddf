import { expect, test } from 'vitest'
import { linePath } from './chart.ts'

test('draws from corner to corner with y upwards', () => {
  expect(
    linePath(
      [
        { x: 1000, y: 0 },
        { x: 2000, y: 1 },
      ],
      100,
      40,
    ),
  ).toBe('M0.0 40.0 L100.0 0.0')
})

test('nothing and one point draw without dividing by nothing', () => {
  expect(linePath([], 100, 40)).toBe('')
  expect(linePath([{ x: 5, y: 0.5 }], 100, 40)).toBe('M0.0 20.0')
})
