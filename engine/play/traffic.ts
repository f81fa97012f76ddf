import { durationMs, type JourneySample, type LevelFile } from '../contract/index.ts'

/** One sample of the synthetic customers, its window given on the alive clock. */
export interface TrafficWindow {
  fromMs: number
  toMs: number
  journeys: Record<string, JourneySample>
}

/** Fewer requests than that say nothing about whether customers are well. */
const MIN_REQUESTS = 3

/**
 * When customers were well again: the start of the first window, at least as long as `hold` and with enough requests,
 * over which each named journey reached its success rate. Null while there is none.
 *
 * @param samples in the order of time
 */
export function mitigatedAt(rule: LevelFile['mitigated'], samples: readonly TrafficWindow[]): number | null {
  const holdMs = durationMs(rule.hold)
  const sums = rule.journeys.map((journey) => runningSums(samples, journey))
  const enough = (from: number, to: number) =>
    (samples[to]?.toMs ?? 0) - (samples[from]?.fromMs ?? 0) >= holdMs &&
    sums.every((sum) => requests(sum, from, to).total >= MIN_REQUESTS)
  const well = (from: number, to: number) =>
    sums.every((sum) => {
      const { ok, total } = requests(sum, from, to)
      return ok >= rule.successRate * total
    })
  // The shortest window that is enough never ends earlier for a later start, so `to` only moves on.
  let to = 0
  for (let from = 0; from < samples.length; from++) {
    to = Math.max(to, from)
    while (to < samples.length && !enough(from, to)) to++
    if (to === samples.length) return null
    if (well(from, to)) return samples[from]?.fromMs ?? null
  }
  return null
}

interface Sums {
  ok: number[]
  failed: number[]
}

function runningSums(samples: readonly TrafficWindow[], journey: string): Sums {
  const sums: Sums = { ok: [0], failed: [0] }
  for (const [index, sample] of samples.entries()) {
    sums.ok.push((sums.ok[index] ?? 0) + (sample.journeys[journey]?.ok ?? 0))
    sums.failed.push((sums.failed[index] ?? 0) + (sample.journeys[journey]?.failed ?? 0))
  }
  return sums
}

function requests(sums: Sums, from: number, to: number): { ok: number; total: number } {
  const ok = (sums.ok[to + 1] ?? 0) - (sums.ok[from] ?? 0)
  const failed = (sums.failed[to + 1] ?? 0) - (sums.failed[from] ?? 0)
  return { ok, total: ok + failed }
}

/** Share of successful requests, 0..1, over the named journeys of one sample; null without any request. */
export function successRate(journeys: Record<string, JourneySample>, names: readonly string[]): number | null {
  let ok = 0
  let total = 0
  for (const name of names) {
    ok += journeys[name]?.ok ?? 0
    total += (journeys[name]?.ok ?? 0) + (journeys[name]?.failed ?? 0)
  }
  return total === 0 ? null : ok / total
}
