import { describe, expect, it } from 'vitest'
import type { EventData } from '../contract/index.ts'
import { TrafficWindow } from './traffic.ts'

const second = (t: number, ok: number, failed = 0) =>
  JSON.stringify({ t, journeys: { browse: { ok, failed, p50Ms: 10 + t / 1000, p95Ms: 20 } } })

function gather(lines: string[]): EventData<'traffic.sampled'>[] {
  const samples: EventData<'traffic.sampled'>[] = []
  const window = new TrafficWindow(5000, (sample) => samples.push(sample))
  for (const line of lines) window.addLine(line)
  return samples
}

describe('TrafficWindow', () => {
  it('adds the seconds of a window up and keeps the worst latency', () => {
    const samples = gather([0, 1000, 2000, 3000, 4000, 5000].map((t) => second(t, 2, t === 3000 ? 1 : 0)))
    expect(samples).toHaveLength(1)
    expect(samples[0]?.journeys.browse).toEqual({ ok: 12, failed: 1, p50Ms: 15, p95Ms: 20 })
    expect(samples[0]?.windowMs).toBe(6000)
  })

  it.each([
    ['no JSON', 'customers starting'],
    ['another shape', '{"t":1}'],
    ['negative counts', JSON.stringify({ t: 1, journeys: { browse: { ok: -1, failed: 0, p50Ms: 1, p95Ms: 1 } } })],
    ['an endless line', `{"t":1,"journeys":{},"x":"${'a'.repeat(20_000)}"}`],
  ])('drops %s', (_name, line) => {
    expect(gather([line, ...[0, 5000].map((t) => second(t, 1))])).toHaveLength(1)
  })
})
