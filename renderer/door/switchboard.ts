import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import { backoffMs, pause } from './backoff.ts'
import type { Dialler, Line, LineState } from './door.ts'

/** How long a request waits for a line that is being dialled again, before it fails. */
const PATIENCE_MS = 15_000

/**
 * A link that survives its line: it dials, dials again with growing pauses when the line is lost, and lets requests
 * wait meanwhile. Requests that were under way when the line broke fail, because the engine may have done them.
 */
export class Switchboard implements ClientLink<ClientContext> {
  #line: Line | undefined
  #state: LineState = { phase: 'connecting' }
  #listeners = new Set<() => void>()
  readonly #dialler: Pick<Dialler, 'dial'>
  readonly #stop = new AbortController()

  constructor(dialler: Pick<Dialler, 'dial'>) {
    this.#dialler = dialler
    void this.#keepDialling()
  }

  state(): LineState {
    return this.#state
  }

  onState(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Stops dialling. For tests and for a window that goes away. */
  close(): void {
    this.#stop.abort()
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const line = this.#line ?? (await this.#nextLine(options.signal))
    return line.link.call(path, input, options)
  }

  async #keepDialling(): Promise<void> {
    let failures = 0
    while (!this.#stop.signal.aborted) {
      try {
        const line = await this.#dialler.dial()
        failures = 0
        await this.#serveUntilClosed(line)
      } catch {
        failures += 1
      }
      this.#set({ phase: 'reconnecting', failures })
      await pause(backoffMs(Math.max(1, failures)), this.#stop.signal)
    }
  }

  async #serveUntilClosed(line: Line): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      line.onClose(() => {
        // At once, so that no request goes out on a line that is known to be cut.
        this.#line = undefined
        resolve()
      })
    })
    this.#line = line
    this.#set({ phase: 'open' })
    await closed
  }

  #set(state: LineState): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }

  #nextLine(signal: AbortSignal | undefined): Promise<Line> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer)
        stopListening()
        signal?.removeEventListener('abort', onAbort)
        finish()
      }
      const onAbort = () => settle(() => reject(signal?.reason))
      const stopListening = this.onState(() => {
        const line = this.#line
        if (line) settle(() => resolve(line))
      })
      const timer = setTimeout(
        () => settle(() => reject(new Error('The engine cannot be reached. Nothing was changed; try again once it answers.'))),
        PATIENCE_MS,
      )
      signal?.addEventListener('abort', onAbort)
    })
  }
}
