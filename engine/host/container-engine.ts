import { existsSync } from 'node:fs'
import type { EngineStatus } from '../contract/index.ts'
import {
  createRuntime,
  type FoundEngine,
  findEngine,
  imagesReady,
  NoEngineError,
  prepareImages,
  type Runtime,
} from '../runtime/index.ts'
import { Watchable } from './watchable.ts'

const LOOK_AGAIN_MS = 4000

export interface ContainerEngineOptions {
  stackFolder: string
  /** Images the catalog's levels need, such as `firedrill/app`. */
  imageNames: () => Promise<string[]>
  /** Identifies this installation's containers. */
  owner: string
  now: () => number
  environment: { env: NodeJS.ProcessEnv; platform: NodeJS.Platform; homeDir: string; uid: number }
}

export interface ReadyEngine {
  found: FoundEngine
  runtime: Runtime
}

/**
 * Finds the container engine, prepares the images and watches that the engine stays. The app runs without one;
 * `status` says what is missing and what to do.
 */
export class ContainerEngine {
  readonly status = new Watchable<EngineStatus>({ state: 'searching', message: 'Looking for a container engine.' })
  readonly #options: ContainerEngineOptions
  readonly #stop = new AbortController()
  readonly #listeners = { lost: new Set<(reason: string) => void>(), back: new Set<() => void>() }
  #ready: ReadyEngine | undefined
  #preparing: Promise<void> | undefined

  constructor(options: ContainerEngineOptions) {
    this.#options = options
  }

  /** The engine and its runtime, once the images are there; undefined while they aren't or the engine is lost. */
  get ready(): ReadyEngine | undefined {
    return this.status.value.state === 'ready' ? this.#ready : undefined
  }

  onLost(listener: (reason: string) => void): void {
    this.#listeners.lost.add(listener)
  }

  onBack(listener: () => void): void {
    this.#listeners.back.add(listener)
  }

  /** Looks for the engine and prepares the images. A call while one is under way joins it. Never throws: see `status`. */
  prepare(): Promise<void> {
    this.#preparing ??= this.#prepare().finally(() => {
      this.#preparing = undefined
    })
    return this.#preparing
  }

  close(): void {
    this.#stop.abort()
    this.status.close()
  }

  async #prepare(): Promise<void> {
    if (this.ready) return
    this.status.set({ state: 'searching', message: 'Looking for a container engine.' })
    try {
      const found = await findEngine(this.#options.environment)
      const names = await this.#options.imageNames()
      const images = await this.#prepareImages(found, names)
      const runtime = createRuntime({ docker: found.docker, images, owner: this.#options.owner, now: this.#options.now })
      this.#ready = { found, runtime }
      this.#watch(runtime, found)
      this.status.set({ state: 'ready', engine: found.name, message: `${found.name} is ready.` })
    } catch (error) {
      if (this.#stop.signal.aborted) return
      this.status.set(describeFailure(error))
      if (error instanceof NoEngineError) this.#lookAgainLater()
    }
  }

  /** Somebody who reads "start Docker Desktop" does so, and shouldn't have to come back and press a button. */
  #lookAgainLater(): void {
    const timer = setTimeout(async () => {
      const there = await findEngine(this.#options.environment).then(
        () => true,
        () => false,
      )
      if (this.#stop.signal.aborted || this.status.value.state !== 'missing') return
      if (!there) return this.#lookAgainLater()
      await this.prepare()
      for (const listener of this.#listeners.back) listener()
    }, LOOK_AGAIN_MS)
    timer.unref()
  }

  async #prepareImages(found: FoundEngine, names: string[]): Promise<Map<string, string>> {
    const { stackFolder } = this.#options
    if (!existsSync(stackFolder)) throw new Error(`The reference system's images are missing: ${stackFolder}`)
    const warm = await imagesReady(found.docker, { stackDir: stackFolder, names })
    if (!warm)
      this.status.set({ state: 'preparing', engine: found.name, message: 'Building the images of the reference system.' })
    return prepareImages(found.docker, {
      stackDir: stackFolder,
      names,
      signal: this.#stop.signal,
      onProgress: ({ message, fraction }) => {
        if (warm) return
        this.status.set({
          state: 'preparing',
          engine: found.name,
          message,
          ...(fraction === undefined ? {} : { progress: fraction }),
        })
      },
    })
  }

  #watch(runtime: Runtime, found: FoundEngine): void {
    runtime.watchEngine({
      signal: this.#stop.signal,
      onLost: (reason) => {
        this.status.set({
          state: 'lost',
          engine: found.name,
          message: `${found.name} no longer answers: ${reason}`,
          advice: 'Start it again. Firedrill goes on by itself as soon as it answers; the scored clock stands still until then.',
        })
        for (const listener of this.#listeners.lost) listener(reason)
      },
      onBack: () => {
        this.status.set({ state: 'ready', engine: found.name, message: `${found.name} is ready.` })
        for (const listener of this.#listeners.back) listener()
      },
    })
  }
}

function describeFailure(error: unknown): EngineStatus {
  if (error instanceof NoEngineError) return { state: 'missing', message: error.message, advice: error.advice }
  const message = error instanceof Error ? error.message : String(error)
  return {
    state: 'missing',
    message,
    advice: 'Mend what the message says, then choose “Try again”. `firedrill doctor` checks each part.',
  }
}
