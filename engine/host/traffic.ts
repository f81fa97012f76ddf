import { z } from 'zod'
import { type EventData, type JourneySample, journeySampleSchema } from '../contract/index.ts'

/** One line a second that the synthetic customers print. */
const lineSchema = z.object({ t: z.number(), journeys: z.record(z.string().max(40), journeySampleSchema) })

const LINE_LIMIT = 16_384

/**
 * Gathers the customers' lines into windows, so that an hour's drill is hundreds of events and not thousands.
 * Anything that isn't such a line is dropped: container output isn't trusted.
 */
export class TrafficWindow {
  readonly #windowMs: number
  readonly #emit: (sample: EventData<'traffic.sampled'>) => void
  #from: number | undefined
  #journeys = new Map<string, JourneySample>()

  constructor(windowMs: number, emit: (sample: EventData<'traffic.sampled'>) => void) {
    this.#windowMs = windowMs
    this.#emit = emit
  }

  addLine(line: string): void {
    if (line.length > LINE_LIMIT) return
    const parsed = parseLine(line)
    if (!parsed) return
    this.#from ??= parsed.t
    for (const [name, sample] of Object.entries(parsed.journeys)) {
      this.#journeys.set(name, merge(this.#journeys.get(name), sample))
    }
    if (parsed.t - this.#from >= this.#windowMs - 500) this.flush(parsed.t)
  }

  /** Emits what has been gathered, if anything. `until` is the time of the newest line. */
  flush(until: number): void {
    if (this.#from === undefined || this.#journeys.size === 0) return
    this.#emit({ windowMs: Math.max(0, until - this.#from) + 1000, journeys: Object.fromEntries(this.#journeys) })
    this.#from = undefined
    this.#journeys = new Map()
  }
}

function parseLine(line: string) {
  try {
    const result = lineSchema.safeParse(JSON.parse(line))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}

/** Percentiles of two seconds can't be added; the worse of the two is what an alert would look at. */
function merge(a: JourneySample | undefined, b: JourneySample): JourneySample {
  if (!a) return b
  return {
    ok: a.ok + b.ok,
    failed: a.failed + b.failed,
    p50Ms: Math.max(a.p50Ms, b.p50Ms),
    p95Ms: Math.max(a.p95Ms, b.p95Ms),
  }
}
