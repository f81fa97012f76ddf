import type { EngineControl, RawChannel } from '../../engine/contract/index.ts'

/** A window at the other end of a raw channel, in memory. It acknowledges what it gets, unless told not to. */
export class MemoryWindow {
  readonly controls: EngineControl[] = []
  readonly channel: RawChannel
  acknowledges = true
  receivedBytes = 0
  closed = false
  /** Called with each piece of output. */
  onOutput: (bytes: Uint8Array) => void = () => {}
  readonly #chunks: Uint8Array[] = []
  readonly #listeners: ((message: Uint8Array | string) => void)[] = []
  readonly #closeListeners: (() => void)[] = []

  constructor(options: { keep: boolean } = { keep: true }) {
    this.channel = {
      send: (message) => this.#receive(message, options.keep),
      onMessage: (listener) => this.#listeners.push(listener),
      onClose: (listener) => this.#closeListeners.push(listener),
      close: () => this.close(),
    }
  }

  #receive(message: Uint8Array | string, keep: boolean): void {
    if (this.closed) throw new Error('the channel is closed')
    if (typeof message === 'string') {
      this.controls.push(JSON.parse(message))
      return
    }
    this.receivedBytes += message.length
    if (keep) this.#chunks.push(Buffer.from(message))
    if (this.acknowledges) this.post({ type: 'ack', bytes: message.length })
    this.onOutput(message)
  }

  /** All output so far. */
  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8')
  }

  type(text: string): void {
    for (const listener of this.#listeners) listener(Buffer.from(text))
  }

  /** Sends a control, or anything else as it stands. */
  post(control: unknown): void {
    const message = typeof control === 'string' ? control : JSON.stringify(control)
    for (const listener of this.#listeners) listener(message)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    for (const listener of this.#closeListeners) listener()
  }
}
