import type { Level } from '../catalog/index.ts'
import type { Diagnosis, EventData } from '../contract/index.ts'
import type { Stack } from '../runtime/index.ts'
import type { Store } from '../store/index.ts'
import { AttemptLog } from './attempt-log.ts'
import { AttemptTerminals } from './attempt-terminals.ts'
import type { ReadyEngine } from './container-engine.ts'
import { ConflictError, NoEngineNowError, NotFoundError } from './errors.ts'
import { Observation } from './observation.ts'
import { WORKSTATION } from './shells.ts'

export interface LiveAttemptOptions {
  id: string
  level: Level
  store: Store
  /** The container engine, while it answers. */
  engine: () => ReadyEngine | undefined
  recordingsFolder: string
  now: () => number
  newId: () => string
}

type StopReason = EventData<'clock.stopped'>['reason']

/**
 * One attempt with its environment: boots it, sends the page, takes what the player does, and writes all of it into the
 * attempt's log. It survives the loss of the container engine and of this process; see `resume` and `engineLost`.
 */
export class LiveAttempt {
  readonly id: string
  readonly level: Level
  readonly log: AttemptLog
  readonly terminals: AttemptTerminals
  readonly #o: LiveAttemptOptions
  readonly #abort = new AbortController()
  #stack: Stack | undefined
  #observation: Observation | undefined
  #judging: Promise<{ checkId: string; message: string }[]> | undefined
  #ended = false

  constructor(o: LiveAttemptOptions) {
    this.#o = o
    this.id = o.id
    this.level = o.level
    const instances = [...o.level.plan.instances.filter((instance) => instance.role === 'player'), WORKSTATION]
    this.log = new AttemptLog({ id: o.id, level: o.level.file, instances, store: o.store, now: o.now })
    this.terminals = new AttemptTerminals({
      attemptId: o.id,
      level: o.level,
      log: this.log,
      store: o.store,
      folder: o.recordingsFolder,
      now: o.now,
      newId: o.newId,
    })
  }

  /** The environment, for checks that the command line runs beside the player. */
  get stack(): Stack | undefined {
    return this.#stack
  }

  /** Boots the environment and sends the page. A failure is written into the log; the attempt can be rebuilt then. */
  async boot(): Promise<void> {
    const startedAt = this.#o.now()
    this.log.append({ type: 'environment.booting', data: {} })
    try {
      const stack = await this.#bootStack()
      const { gatewayUrl } = stack
      this.log.append({ type: 'environment.ready', data: { bootMs: this.#o.now() - startedAt, gatewayUrl } })
      await this.#observe(stack, 'baseline')
      if (this.log.state().clock.pageAt === null) this.log.append({ type: 'page.sent', data: {} })
      else this.#startClock()
    } catch (error) {
      if (this.#ended) return
      await this.#stack?.destroy().catch(() => undefined)
      this.#stack = undefined
      this.log.append({ type: 'environment.failed', data: { message: messageOf(error) } })
    }
  }

  /** Takes up an attempt of an earlier run of the app: its containers if they still stand, else it is lost and can be rebuilt. */
  async resume(): Promise<void> {
    const engine = this.#o.engine()
    if (!engine || this.#ended) return
    const stack = await engine.runtime.adopt(this.level.plan, this.id).catch(() => undefined)
    if (!stack || this.log.state().clock.pageAt === null) return this.#lose(engine)
    this.#stack = stack
    await this.terminals.openIn(engine.found, stack)
    const { gatewayUrl, bootMs } = this.log.state()
    // A gateway that was started again has another port.
    if (stack.gatewayUrl !== gatewayUrl) {
      this.log.append({ type: 'environment.ready', data: { bootMs: bootMs ?? 0, gatewayUrl: stack.gatewayUrl } })
    }
    await this.#observe(stack, 'as-it-is')
    this.#startClock()
  }

  /** Stops the scored clock as of `since` (epoch ms), unless it stands still already. */
  stopClock(reason: StopReason, since: number): void {
    const { clock } = this.log.state()
    if (clock.pageAt !== null && clock.running) this.log.append({ type: 'clock.stopped', data: { reason, since } })
  }

  async engineLost(): Promise<void> {
    this.stopClock('engine-lost', this.#o.now())
    await this.#unobserve()
    await this.terminals.closeAll()
    this.#stack = undefined
  }

  /** The app closes: the environment is paused and waits for the next start. */
  async suspend(): Promise<void> {
    if (this.#ended) return
    this.stopClock('app-closed', this.#o.now())
    await this.#unobserve()
    await this.terminals.closeAll()
    if (this.log.state().clock.pageAt === null) this.#abort.abort()
    else await this.#stack?.pause().catch(() => undefined)
  }

  acknowledge(): void {
    this.#mustRun()
    if (this.log.state().milestones.acknowledged === null) this.log.append({ type: 'page.acknowledged', data: {} })
  }

  /** @returns the hint's text; taking it again costs nothing */
  takeHint(hintId: string): string {
    const hint = this.level.file.hints.find(({ id }) => id === hintId)
    const state = this.#mustRun()
    if (!hint) throw new NotFoundError('There is no such hint.')
    if (state.mode === 'exam' || state.mode === 'tournament') throw new ConflictError(`There are no hints in ${state.mode} mode.`)
    if (!state.hints.some(({ id }) => id === hintId)) this.log.append({ type: 'hint.taken', data: { hintId } })
    return hint.text
  }

  /** @returns whether the diagnosis is right. A wrong one says nothing more. */
  commitDiagnosis(diagnosis: Diagnosis & { sentence: string }): boolean {
    this.#mustRun()
    const { component, fault, sentence } = diagnosis
    this.log.append({ type: 'diagnosis.committed', data: { component, fault, sentence } })
    return this.log.state().diagnoses.at(-1)?.right ?? false
  }

  postStatus(update: EventData<'status.posted'>): void {
    this.#mustRun('also-resolved')
    this.log.append({ type: 'status.posted', data: update })
  }

  /** Runs all fix checks. A call while they run joins it. @returns the checks that don't hold */
  resolve(): Promise<{ checkId: string; message: string }[]> {
    this.#judging ??= this.#judge().finally(() => {
      this.#judging = undefined
      this.log.setTransient({ resolving: false })
    })
    return this.#judging
  }

  /** Boots the environment anew after a failed boot or a loss. */
  rebuild(): void {
    const { phase } = this.log.state()
    if (phase !== 'failed' && phase !== 'lost') throw new ConflictError('The environment stands; there is nothing to rebuild.')
    this.stopClock('rebuilding', this.#o.now())
    void this.boot()
  }

  /** Closes the log and removes the environment. The score is saved first: a slow engine loses nothing. */
  async end(reason: EventData<'attempt.ended'>['reason']): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    this.#abort.abort()
    await this.#unobserve()
    await this.terminals.closeAll()
    this.log.append({ type: 'attempt.ended', data: { reason } })
    this.log.saveScore(this.#o.now())
    this.log.view.close()
    await this.#stack?.destroy().catch(() => undefined)
    this.#stack = undefined
  }

  async #bootStack(): Promise<Stack> {
    const engine = this.#o.engine()
    if (!engine) throw new NoEngineNowError()
    const steps = new Map<string, { id: string; label: string; state: 'waiting' | 'working' | 'done' | 'failed' }>()
    const stack = await engine.runtime.boot(this.level.plan, {
      stackId: this.id,
      signal: this.#abort.signal,
      onStep: (step) => {
        steps.set(step.id, step)
        this.log.setTransient({ boot: [...steps.values()] })
      },
    })
    this.#stack = stack
    await this.terminals.openIn(engine.found, stack)
    return stack
  }

  async #observe(stack: Stack, from: 'baseline' | 'as-it-is'): Promise<void> {
    await this.#unobserve()
    this.#observation = new Observation(this.level, stack, this.log, this.#o.now)
    if (from === 'baseline') await this.#observation.baseline()
    this.#observation.start()
  }

  async #unobserve(): Promise<void> {
    await this.#observation?.stop()
    this.#observation = undefined
  }

  async #judge(): Promise<{ checkId: string; message: string }[]> {
    this.#mustRun()
    const observation = this.#observation
    if (!observation) throw new NoEngineNowError()
    this.log.append({ type: 'resolve.requested', data: {} })
    this.log.setTransient({ resolving: true })
    const failed = await observation.judge()
    if (this.#observation !== observation) throw new ConflictError('The environment was lost while the checks ran.')
    this.log.append({ type: 'resolve.judged', data: { failed } })
    this.log.saveScore(null)
    return failed
  }

  async #lose(engine: ReadyEngine): Promise<void> {
    // Stopped containers and their networks would be in the rebuild's way.
    await engine.runtime.discard(this.id).catch(() => undefined)
    const message = 'The containers of this attempt are gone. Rebuild the environment: the clock keeps what it counted.'
    if (this.log.state().phase !== 'lost') this.log.append({ type: 'environment.lost', data: { message } })
  }

  #startClock(): void {
    if (!this.log.state().clock.running) this.log.append({ type: 'clock.started', data: {} })
  }

  #mustRun(resolved?: 'also-resolved') {
    const state = this.log.state()
    const running = state.phase === 'paged' || state.phase === 'investigating' || (resolved && state.phase === 'resolved')
    if (!running) throw new ConflictError(REFUSAL[state.phase] ?? 'This cannot be done now.')
    return state
  }
}

const REFUSAL: Record<string, string> = {
  booting: 'The environment is still booting.',
  failed: 'The environment could not be booted.',
  resolved: 'The incident is resolved.',
  lost: 'The environment was lost. Rebuild it first.',
  ended: 'This attempt has ended.',
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
