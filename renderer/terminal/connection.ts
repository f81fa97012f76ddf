import { type ClientControl, engineControlSchema, parseControl, type RawChannel } from '../../engine/contract/index.ts'
import { backoffMs, pause } from '../door/backoff.ts'
import { AckCounter } from './ack-counter.ts'

export type ConnectionState =
  | { phase: 'connecting' | 'open' | 'reconnecting' }
  /** The shell has ended; `exitCode` is null where nobody knows it. */
  | { phase: 'ended'; exitCode: number | null }

export interface ConnectionOptions {
  dial(): Promise<RawChannel>
  size(): { cols: number; rows: number }
  /** Output, in order. `parsed` must be called when the terminal is through with it. */
  onOutput(bytes: Uint8Array, parsed: () => void): void
  /** What follows brings an empty terminal up to date. */
  onReplay(): void
  onState(state: ConnectionState): void
}

/** Keeps a terminal's raw channel: dials again when it breaks, until the shell has ended. */
export class TerminalConnection {
  #channel: RawChannel | undefined
  #state: ConnectionState = { phase: 'connecting' }
  readonly #stop = new AbortController()
  readonly #options: ConnectionOptions

  constructor(options: ConnectionOptions) {
    this.#options = options
    void this.#keepDialling()
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** Sends keystrokes at once. What is typed while there is no line is lost, as on any broken line. */
  type(bytes: Uint8Array): void {
    this.#channel?.send(bytes)
  }

  resize(cols: number, rows: number): void {
    this.#control({ type: 'resize', cols, rows })
  }

  /** The shell is known to have ended, by its own word or by the attempt's. */
  end(exitCode: number | null): void {
    if (this.#state.phase === 'ended') return
    this.#set({ phase: 'ended', exitCode })
    this.close()
  }

  close(): void {
    this.#stop.abort()
    this.#channel?.close()
    this.#channel = undefined
  }

  async #keepDialling(): Promise<void> {
    let failures = 0
    while (!this.#stop.signal.aborted) {
      try {
        const channel = await this.#options.dial()
        if (this.#stop.signal.aborted) return channel.close()
        await this.#serve(channel, () => {
          failures = 0
        })
      } catch {
        // The wait below is the answer.
      }
      if (this.#stop.signal.aborted) return
      failures += 1
      this.#set({ phase: 'reconnecting' })
      await pause(backoffMs(failures), this.#stop.signal)
    }
  }

  /** Until the channel closes. A line counts as good once something came over it: a refused one opens and closes at once. */
  #serve(channel: RawChannel, onGood: () => void): Promise<void> {
    const acks = new AckCounter((bytes) => channel.send(JSON.stringify({ type: 'ack', bytes } satisfies ClientControl)))
    return new Promise((resolve) => {
      channel.onClose(() => {
        this.#channel = undefined
        resolve()
      })
      channel.onMessage((message) => {
        onGood()
        if (typeof message === 'string') this.#obey(message)
        else this.#options.onOutput(message, () => acks.parsed(message.byteLength))
      })
      this.#channel = channel
      const { cols, rows } = this.#options.size()
      this.resize(cols, rows)
      this.#set({ phase: 'open' })
    })
  }

  #obey(text: string): void {
    const control = parseControl(engineControlSchema, text)
    if (control?.type === 'replay') this.#options.onReplay()
    if (control?.type === 'exit') this.end(control.exitCode)
  }

  #control(control: ClientControl): void {
    this.#channel?.send(JSON.stringify(control))
  }

  #set(state: ConnectionState): void {
    if (this.#state.phase === 'ended') return
    this.#state = state
    this.#options.onState(state)
  }
}
