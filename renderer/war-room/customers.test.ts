import { expect, test } from 'vitest'
import { healthOf, latestJourneys, successRates } from './customers.ts'

const journey = (ok: number, failed: number) => ({ ok, failed, p50Ms: 10, p95Ms: 40 })

test('the success rate is over all journeys, and unknown where nobody asked', () => {
  const traffic = [
    { at: 1, journeys: { 'sign in': journey(9, 0), 'attach a file': journey(0, 1) } },
    { at: 2, journeys: { 'sign in': journey(0, 0) } },
  ]
  expect(successRates(traffic)).toEqual([
    { at: 1, successRate: 0.9 },
    { at: 2, successRate: null },
  ])
})

test('the worst journey comes first, those without requests not at all', () => {
  const traffic = [{ at: 1, journeys: { b: journey(1, 0), a: journey(1, 0), worst: journey(1, 3), none: journey(0, 0) } }]
  expect(latestJourneys(traffic).map(({ name }) => name)).toEqual(['worst', 'a', 'b'])
  expect(latestJourneys([])).toEqual([])
})

test('health has words', () => {
  expect([1, 0.99, 0.95, 0.5].map(healthOf)).toEqual(['well', 'well', 'degraded', 'failing'])
})
