import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { EnginePort, EngineStart } from '../engine/contract/desktop.ts'

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 15_000
/** An engine that ran this long was sound: its next crash is a first one again. */
const SOUND_AFTER_MS = 60_000
const SHUTDOWN_MS = 5_000
const REPORT_AFTER_CRASHES = 4
const TAIL_CHARACTERS = 2_000

export interface EngineOptions {
  entry: string
  start: EngineStart
  now: () => number
  /** Called once when the engine keeps crashing. `tail` is the end of what it wrote to stderr. */
  onKeepsCrashing: (tail: string) => void
}

/** The engine's own process: started, restarted with growing pauses when it crashes, ended in order. */
export class EngineProcess {
  readonly #options: EngineOptions
  #process: UtilityProcess | undefined
  #waiting: ((process: UtilityProcess) => void)[] = []
  #retry: NodeJS.Timeout | undefined
  #crashes = 0
  #tail = ''
  #stopping = false

  constructor(options: EngineOptions) {
    this.#options = options
  }

  start(): void {
    const { entry, start, now } = this.#options
    const startedAt = now()
    const child = utilityProcess.fork(entry, [JSON.stringify(start)], { serviceName: 'Firedrill engine', stdio: 'pipe' })
    this.#process = child
    child.stdout?.on('data', (chunk: Buffer) => process.stdout.write(chunk))
    child.stderr?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk)
      this.#tail = (this.#tail + chunk.toString()).slice(-TAIL_CHARACTERS)
    })
    child.once('exit', () => this.#onExit(now() - startedAt))
    for (const deliver of this.#waiting.splice(0)) deliver(child)
  }

  /**
   * Runs `deliver` with a port's receiver: now, or when the engine is back. The windows notice a crash by their ports
   * closing, and ask again.
   */
  whenRunning(deliver: (send: (message: EnginePort, port: MessagePortMain) => void) => void): void {
    const deliverTo = (child: UtilityProcess) => deliver((message, port) => child.postMessage(message, [port]))
    if (this.#process) deliverTo(this.#process)
    else if (!this.#stopping) this.#waiting.push(deliverTo)
  }

  /** Asks the engine to end and waits for it, five seconds at most. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#retry)
    this.#waiting = []
    const child = this.#process
    if (!child) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        child.kill()
        resolve()
      }, SHUTDOWN_MS)
      child.once('exit', () => {
        clearTimeout(timer)
        resolve()
      })
      child.postMessage('shutdown')
    })
  }

  #onExit(ranMs: number): void {
    this.#process = undefined
    if (this.#stopping) return
    this.#crashes = ranMs > SOUND_AFTER_MS ? 1 : this.#crashes + 1
    if (this.#crashes === REPORT_AFTER_CRASHES) this.#options.onKeepsCrashing(this.#tail)
    const pauseMs = Math.min(FIRST_RETRY_MS * 2 ** (this.#crashes - 1), LONGEST_RETRY_MS)
    this.#retry = setTimeout(() => this.start(), pauseMs)
  }
}
