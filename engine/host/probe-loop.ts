import { type Level, readScript } from '../catalog/index.ts'
import { durationMs, type Evidence, type EvidenceLeaf } from '../contract/index.ts'
import { leavesOf } from '../play/index.ts'
import type { Stack } from '../runtime/index.ts'
import type { AttemptLog } from './attempt-log.ts'
import { isProbe, probe } from './probe.ts'

type OwnedLeaf = ReturnType<typeof leavesOf>[number]

const CYCLE_MS = 3000
/** Safeguards are looked at every so many cycles: harm needn't be known at once, and looking costs CPU. */
const SAFEGUARD_CYCLES = 3
/** A fix that was made a moment ago may still be starting. */
const RESOLVE_GRACE_MS = 6000
const RESOLVE_RETRY_MS = 1000

/**
 * Looks at the system from outside while the player works: for objectives that aren't hit yet, for safeguards, and for
 * all fix checks when the player says that it is resolved. What it finds goes into the log when it changes.
 */
export class ProbeLoop {
  readonly #level: Level
  readonly #stack: Stack
  readonly #log: AttemptLog
  readonly #leaves: OwnedLeaf[]
  readonly #known = new Map<string, boolean>()
  readonly #failedOnce = new Set<string>()
  readonly #stop = new AbortController()
  #done: Promise<void> = Promise.resolve()

  constructor(level: Level, stack: Stack, log: AttemptLog) {
    this.#level = level
    this.#stack = stack
    this.#log = log
    this.#leaves = leavesOf(level.file)
    for (const event of log.events) if (event.type === 'evidence.changed') this.#known.set(event.data.leaf, event.data.holds)
  }

  /** How things are before the page: a safeguard that doesn't hold then is the incident's doing, not the player's. */
  async baseline(): Promise<void> {
    await this.#look(this.#leaves.filter((leaf) => leaf.owner === 'safeguards'))
  }

  start(): void {
    this.#done = this.#run()
  }

  /** Stops looking. Resolves when the look under way has ended. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#done
  }

  /** Runs every fix check until all hold, or the grace for things that are just starting is over. */
  async judge(): Promise<{ checkId: string; message: string }[]> {
    const holdMs = Math.max(0, ...this.#level.file.fix.map(({ evidence }) => longestHoldMs(evidence)))
    const until = performance.now() + RESOLVE_GRACE_MS + holdMs * 2
    for (;;) {
      await this.#look(this.#leaves.filter((leaf) => leaf.owner === 'fix'))
      const failed = this.#failedChecks()
      if (failed.length === 0 || performance.now() > until || this.#stop.signal.aborted) {
        await this.#lookAtSafeguards()
        await this.#lookAtSafeguards()
        return failed
      }
      await pause(RESOLVE_RETRY_MS, this.#stop.signal)
    }
  }

  #failedChecks(): { checkId: string; message: string }[] {
    const { fixes } = this.#log.state()
    const holding = new Set(fixes.filter((fix) => fix.holds).map((fix) => fix.id))
    return this.#level.file.fix.filter((check) => !holding.has(check.id)).map(({ id, message }) => ({ checkId: id, message }))
  }

  async #run(): Promise<void> {
    for (let cycle = 1; !this.#stop.signal.aborted; cycle++) {
      // After the resolve the player may try things out; nothing of that counts.
      const isOver = this.#log.state().phase === 'resolved'
      if (!isOver) await this.#look(this.#wanted())
      if (!isOver && cycle % SAFEGUARD_CYCLES === 0) await this.#lookAtSafeguards()
      await pause(CYCLE_MS, this.#stop.signal)
      this.#log.refresh()
    }
  }

  /** Leaves of objectives that aren't hit, and of the fix checks that such objectives refer to. */
  #wanted(): OwnedLeaf[] {
    const open = new Set(
      this.#log
        .state()
        .objectives.filter((objective) => objective.hitMs === null)
        .map((objective) => objective.id),
    )
    const ofOpen = this.#leaves.filter((leaf) => leaf.owner === 'objectives' && open.has(leaf.ownerId))
    const fixes = new Set(ofOpen.flatMap(({ evidence }) => ('fixed' in evidence ? [evidence.fixed] : [])))
    return [...ofOpen, ...this.#leaves.filter((leaf) => leaf.owner === 'fix' && fixes.has(leaf.ownerId))]
  }

  async #look(leaves: OwnedLeaf[]): Promise<void> {
    await Promise.all(leaves.map((leaf) => this.#lookAt(leaf)))
  }

  async #lookAt({ leaf, evidence }: OwnedLeaf): Promise<void> {
    if (!isProbe(evidence) || this.#stop.signal.aborted) return
    const result = await this.#probe(evidence)
    if (this.#stop.signal.aborted || this.#known.get(leaf) === result.holds) return
    this.#known.set(leaf, result.holds)
    this.#log.append({ type: 'evidence.changed', data: { leaf, holds: result.holds, detail: result.detail } })
  }

  #probe(evidence: Extract<EvidenceLeaf, { http: unknown } | { exec: unknown }>) {
    return probe(this.#stack, evidence, (path) => readScript(this.#level, path), this.#stop.signal)
  }

  /** A safeguard is broken when it held before and fails twice in a row: a service that restarts isn't harm. */
  async #lookAtSafeguards(): Promise<void> {
    const broken = new Set(this.#log.state().harm.map((harm) => harm.safeguardId))
    const leaves = this.#leaves.filter((leaf) => leaf.owner === 'safeguards' && !broken.has(leaf.ownerId))
    await Promise.all(leaves.map((leaf) => this.#lookAtSafeguard(leaf)))
  }

  async #lookAtSafeguard({ leaf, ownerId, evidence }: OwnedLeaf): Promise<void> {
    if (!isProbe(evidence) || this.#known.get(leaf) !== true) return
    const result = await this.#probe(evidence)
    if (this.#stop.signal.aborted) return
    if (result.holds) this.#failedOnce.delete(leaf)
    else if (!this.#failedOnce.has(leaf)) this.#failedOnce.add(leaf)
    else {
      this.#known.set(leaf, false)
      this.#log.append({ type: 'evidence.changed', data: { leaf, holds: false, detail: result.detail } })
      this.#log.append({ type: 'safeguard.broken', data: { safeguardId: ownerId, detail: result.detail } })
    }
  }
}

function longestHoldMs(evidence: Evidence): number {
  const own = 'hold' in evidence && evidence.hold !== undefined ? durationMs(evidence.hold) : 0
  const children = 'all' in evidence ? evidence.all : 'any' in evidence ? evidence.any : 'none' in evidence ? evidence.none : []
  return Math.max(own, ...children.map(longestHoldMs))
}

/** Waits, or returns at once when aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
