import { stat } from 'node:fs/promises'
import { type LevelEntry, loadLevel } from '../catalog/index.ts'
import type { AttemptSummary, Debrief, Mode } from '../contract/index.ts'
import { debrief } from '../play/index.ts'
import type { AttemptRow, Store } from '../store/index.ts'
import { readRecording, type TerminalSession } from '../terminal/index.ts'
import type { ContainerEngine } from './container-engine.ts'
import { ConflictError, NoEngineNowError, NotFoundError } from './errors.ts'
import { LiveAttempt } from './live-attempt.ts'

const HEARTBEAT_MS = 5000
/** A gap between heartbeats that only sleep or a stopped process explains. */
const SLEEP_GAP_MS = 20_000

export interface AttemptsOptions {
  store: Store
  /** Reads the level packs anew. */
  levels: () => Promise<LevelEntry[]>
  engine: ContainerEngine
  recordingsFolder: string
  now: () => number
  newId: () => string
  /** A seed for a level that is started without one, 0 to 2^32 - 1. */
  newSeed: () => number
}

/** All attempts: the one that is being played, and the history. */
export class Attempts {
  readonly #o: AttemptsOptions
  readonly #live = new Map<string, LiveAttempt>()
  readonly #timer: NodeJS.Timeout

  constructor(options: AttemptsOptions) {
    this.#o = options
    this.#timer = setInterval(() => this.#heartbeat(), HEARTBEAT_MS)
    this.#timer.unref()
    options.engine.onLost(() => {
      for (const attempt of this.#live.values()) void attempt.engineLost()
    })
    options.engine.onBack(() => void this.#resumeLive())
  }

  /** Starts booting a level. Throws ConflictError while another attempt is open. */
  async start(levelId: string, mode: Mode, givenSeed?: number): Promise<LiveAttempt> {
    if (!this.#o.engine.ready) throw new NoEngineNowError()
    this.#refuseWhileOpen()
    const entry = await this.#entry(levelId)
    const level = await loadLevel(entry, givenSeed ?? this.#o.newSeed())
    this.#refuseWhileOpen()
    const { newId, now, store } = this.#o
    const id = newId()
    const title = level.file.title
    store.attempts.create({ id, levelId, levelTitle: title, mode, seed: level.seed, createdAt: now() })
    const { hash, seed, variant } = level
    const created = { levelId, levelTitle: title, levelHash: hash, mode, seed, variant }
    store.attempts.append(id, { type: 'attempt.created', data: created }, now())
    const attempt = this.#makeLive(id, level)
    void attempt.boot()
    return attempt
  }

  /** The attempt that is being played under that id. Throws NotFoundError. */
  live(id: string): LiveAttempt {
    const attempt = this.#live.get(id)
    if (!attempt) throw new NotFoundError('This attempt is not being played. Its debrief is in the history.')
    return attempt
  }

  /** The session of an open terminal, of whichever attempt. */
  terminal(terminalId: string): TerminalSession | undefined {
    return this.#owner(terminalId)?.terminals.get(terminalId)
  }

  async closeTerminal(terminalId: string): Promise<void> {
    await this.#owner(terminalId)?.terminals.close(terminalId)
  }

  /** The recording of a terminal, also of one that is still open. */
  async recording(terminalId: string): Promise<string> {
    const row = this.#o.store.terminals.get(terminalId)
    if (!row) throw new NotFoundError('There is no recording of that terminal.')
    return readRecording(row.file)
  }

  /** Newest first. */
  list(): AttemptSummary[] {
    return this.#o.store.attempts.list().map((row) => this.#summary(row))
  }

  async debrief(id: string): Promise<Debrief> {
    const row = this.#o.store.attempts.get(id)
    if (!row) throw new NotFoundError('There is no such attempt.')
    const level = this.#live.get(id)?.level ?? (await loadLevel(await this.#entry(row.levelId), row.seed))
    const terminals = await Promise.all(
      this.#o.store.terminals.list(id).map(async (t) => ({ ...t, bytes: await recordedBytes(t) })),
    )
    return debrief(level.file, id, this.#o.store.attempts.events(id), terminals)
  }

  /** The attempt's whole log with what it takes to score it again, as plain data. */
  exportAttempt(id: string) {
    const row = this.#o.store.attempts.get(id)
    if (!row) throw new NotFoundError(`There is no attempt ${id}. \`firedrill attempt list\` shows those there are.`)
    return {
      format: 1 as const,
      attempt: row,
      events: this.#o.store.attempts.events(id),
      terminals: this.#o.store.terminals.list(id),
    }
  }

  /** Ends the attempt and forgets its environment. */
  async leave(id: string): Promise<void> {
    const attempt = this.live(id)
    const resolved = attempt.log.state().phase === 'resolved'
    await attempt.end(resolved ? 'left' : 'gave-up')
    this.#live.delete(id)
  }

  /**
   * Takes up the attempts that an earlier run of the app left open. The clock has stood still since that run was last
   * alive. Call once at start; the environments follow as soon as the container engine is ready.
   */
  async takeUp(): Promise<void> {
    for (const row of this.#o.store.attempts.open()) {
      const level = await this.#entry(row.levelId)
        .then((entry) => loadLevel(entry, row.seed))
        .catch(() => undefined)
      if (!level) continue
      const attempt = this.#makeLive(row.id, level)
      attempt.stopClock('app-closed', this.#o.store.attempts.heartbeatAt(row.id) ?? this.#o.now())
    }
  }

  /** Reattaches environments once the container engine is ready, and removes those that no attempt needs. */
  async recover(): Promise<void> {
    await this.#o.engine.ready?.runtime.reap([...this.#live.keys()])
    await this.#resumeLive()
  }

  /** The app closes. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#beat()
    await Promise.all([...this.#live.values()].map((attempt) => attempt.suspend()))
  }

  async #resumeLive(): Promise<void> {
    for (const attempt of this.#live.values()) {
      if (!attempt.stack && attempt.log.state().phase !== 'failed') await attempt.resume()
    }
  }

  #makeLive(id: string, level: Awaited<ReturnType<typeof loadLevel>>): LiveAttempt {
    const { store, engine, recordingsFolder, now, newId } = this.#o
    const attempt = new LiveAttempt({ id, level, store, engine: () => engine.ready, recordingsFolder, now, newId })
    this.#live.set(id, attempt)
    return attempt
  }

  #refuseWhileOpen(): void {
    const [open] = this.#live.values()
    if (open) throw new ConflictError(`“${open.level.file.title}” is still open. Go on with it, or leave it first.`)
  }

  async #entry(levelId: string): Promise<LevelEntry> {
    const entry = (await this.#o.levels()).find(({ id }) => id === levelId)
    if (!entry) throw new NotFoundError(`There is no level ${levelId}, or it cannot be read.`)
    return entry
  }

  #owner(terminalId: string): LiveAttempt | undefined {
    return [...this.#live.values()].find((attempt) => attempt.terminals.get(terminalId))
  }

  #summary(row: AttemptRow): AttemptSummary {
    const { id, levelId, levelTitle, mode, createdAt, endedAt, score, max } = row
    const state = this.#live.get(id)?.log.state()
    const milestones = state?.milestones ?? row.milestones ?? NO_MILESTONES
    return { id, levelId, levelTitle, mode, phase: state?.phase ?? 'ended', createdAt, endedAt, score, max, milestones }
  }

  #heartbeat(): void {
    for (const attempt of this.#live.values()) {
      const last = this.#o.store.attempts.heartbeatAt(attempt.id)
      const slept = last !== null && this.#o.now() - last > SLEEP_GAP_MS
      if (!slept || !attempt.log.state().clock.running) continue
      attempt.stopClock('sleep', last)
      attempt.log.append({ type: 'clock.started', data: {} })
    }
    this.#beat()
  }

  #beat(): void {
    for (const attempt of this.#live.values()) this.#o.store.attempts.heartbeat(attempt.id, this.#o.now())
  }
}

const NO_MILESTONES = { acknowledged: null, firstStatusUpdate: null, diagnosed: null, mitigated: null, resolved: null }

/** A recording that is gone (deleted by hand) is 0 bytes long; the debrief then offers no replay of it. */
async function recordedBytes(row: { file: string }): Promise<number> {
  return stat(row.file).then(
    (info) => info.size,
    () => 0,
  )
}
