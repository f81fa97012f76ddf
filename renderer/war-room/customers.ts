import type { AttemptView } from '../../engine/contract/index.ts'

export interface CustomerSample {
  at: number
  /** 0..1, or null where no customer asked for anything. */
  successRate: number | null
}

/** Share of customers' requests that succeeded, over all journeys, sample by sample. */
export function successRates(traffic: AttemptView['traffic']): CustomerSample[] {
  return traffic.map(({ at, journeys }) => {
    const all = Object.values(journeys)
    const ok = all.reduce((sum, journey) => sum + journey.ok, 0)
    const total = all.reduce((sum, journey) => sum + journey.ok + journey.failed, 0)
    return { at, successRate: total === 0 ? null : ok / total }
  })
}

/** How each journey fares in the latest sample, worst first. */
export function latestJourneys(traffic: AttemptView['traffic']): { name: string; successRate: number; p95Ms: number }[] {
  const latest = traffic.at(-1)
  if (!latest) return []
  return Object.entries(latest.journeys)
    .filter(([, { ok, failed }]) => ok + failed > 0)
    .map(([name, { ok, failed, p95Ms }]) => ({ name, successRate: ok / (ok + failed), p95Ms }))
    .sort((a, b) => a.successRate - b.successRate || a.name.localeCompare(b.name))
}

export type Health = 'well' | 'degraded' | 'failing'

/** What a success rate means for customers, so that colour is never the only sign. */
export function healthOf(successRate: number): Health {
  if (successRate >= 0.99) return 'well'
  return successRate >= 0.9 ? 'degraded' : 'failing'
}
