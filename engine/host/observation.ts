import type { Level } from '../catalog/index.ts'
import type { Stack } from '../runtime/index.ts'
import type { AttemptLog } from './attempt-log.ts'
import { ProbeLoop } from './probe-loop.ts'
import { TrafficWindow } from './traffic.ts'

const TRAFFIC_WINDOW_MS = 5000
/** The instance whose output is the customers' experience. */
const CUSTOMERS = 'users'

/** All that is watched from outside while an environment stands: customers, instances, checks. */
export class Observation {
  readonly #stack: Stack
  readonly #log: AttemptLog
  readonly #probes: ProbeLoop
  readonly #stop = new AbortController()
  readonly #hasCustomers: boolean
  readonly #now: () => number
  #unsubscribe: (() => void) | undefined

  constructor(level: Level, stack: Stack, log: AttemptLog, now: () => number) {
    this.#stack = stack
    this.#log = log
    this.#now = now
    this.#probes = new ProbeLoop(level, stack, log)
    this.#hasCustomers = level.plan.instances.some((instance) => instance.name === CUSTOMERS)
  }

  /** Looks once before the page. */
  baseline(): Promise<void> {
    return this.#probes.baseline()
  }

  start(): void {
    this.#probes.start()
    this.#unsubscribe = this.#stack.onChange(({ instance, state }) => {
      this.#log.append({ type: 'instance.changed', data: { instance, state } })
    })
    if (this.#hasCustomers) void this.#followCustomers()
  }

  /** @returns the fix checks that don't hold */
  judge(): Promise<{ checkId: string; message: string }[]> {
    return this.#probes.judge()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    this.#unsubscribe?.()
    await this.#probes.stop()
  }

  async #followCustomers(): Promise<void> {
    const window = new TrafficWindow(TRAFFIC_WINDOW_MS, (sample) => {
      if (!this.#stop.signal.aborted) this.#log.append({ type: 'traffic.sampled', data: sample })
    })
    const options = { since: this.#now(), signal: this.#stop.signal, onLine: (line: string) => window.addLine(line) }
    // The log ends with the instance or the engine; both are noticed and handled elsewhere.
    await this.#stack.followLogs(CUSTOMERS, options).catch(() => undefined)
  }
}
