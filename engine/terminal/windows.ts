import { clientControlSchema, type EngineControl, FLOW, parseControl, type RawChannel } from '../contract/index.ts'

const COALESCE_MS = 4
const COALESCE_BYTES = 64 * 1024
/** So much within {@link COALESCE_MS} is someone typing, not a flood: it is sent at once. */
const AT_ONCE_BYTES = 8 * 1024

export interface WindowsEvents {
  onInput(data: Uint8Array): void
  onResize(cols: number, rows: number): void
  /** A window has fallen behind, or all have caught up. */
  onPressure(behind: boolean): void
}

/** The windows attached to one terminal: sends them its output and knows how far each has got. */
export class Windows {
  readonly #events: WindowsEvents
  /** Bytes sent and not yet acknowledged. */
  readonly #unacknowledged = new Map<RawChannel, number>()
  #behind = false
  #waiting: Buffer[] = []
  #waitingBytes = 0
  #sentBytes = 0
  #timer: NodeJS.Timeout | undefined

  constructor(events: WindowsEvents) {
    this.#events = events
  }

  /** @param replay what the window shows first */
  attach(channel: RawChannel, replay: Buffer): void {
    this.flush()
    this.#unacknowledged.set(channel, 0)
    channel.onClose(() => this.#drop(channel))
    channel.onMessage((message) => this.#receive(channel, message))
    this.#control(channel, { type: 'replay', bytes: replay.length })
    if (replay.length > 0) this.#deliver(channel, replay)
    this.#weigh()
  }

  /** Sends output: a little at once, a flood in larger pieces. */
  send(chunk: Buffer): void {
    if (this.#unacknowledged.size === 0) return
    this.#waiting.push(chunk)
    this.#waitingBytes += chunk.length
    const calm = this.#sentBytes + this.#waitingBytes <= AT_ONCE_BYTES
    if (calm || this.#waitingBytes >= COALESCE_BYTES) this.flush()
    this.#timer ??= setTimeout(() => this.#tick(), COALESCE_MS)
  }

  #tick(): void {
    this.#timer = undefined
    this.#sentBytes = 0
    if (this.#waitingBytes === 0) return
    this.flush()
    this.#timer = setTimeout(() => this.#tick(), COALESCE_MS)
  }

  flush(): void {
    if (this.#waitingBytes === 0) return
    const first = this.#waiting[0]
    const output = this.#waiting.length === 1 && first ? first : Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#waitingBytes = 0
    this.#sentBytes += output.length
    for (const channel of [...this.#unacknowledged.keys()]) this.#deliver(channel, output)
    this.#weigh()
  }

  /** Tells all windows that the process has ended. */
  exit(exitCode: number | null): void {
    this.flush()
    for (const channel of [...this.#unacknowledged.keys()]) this.#control(channel, { type: 'exit', exitCode })
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const channel of [...this.#unacknowledged.keys()]) {
      this.#drop(channel)
      channel.close()
    }
  }

  #deliver(channel: RawChannel, bytes: Buffer): void {
    this.#unacknowledged.set(channel, (this.#unacknowledged.get(channel) ?? 0) + bytes.length)
    this.#trySend(channel, bytes)
  }

  #control(channel: RawChannel, control: EngineControl): void {
    this.#trySend(channel, JSON.stringify(control))
  }

  /** A channel that has just gone may throw before it tells that it is closed. */
  #trySend(channel: RawChannel, message: Uint8Array | string): void {
    try {
      channel.send(message)
    } catch {
      this.#drop(channel)
    }
  }

  #receive(channel: RawChannel, message: Uint8Array | string): void {
    const sent = this.#unacknowledged.get(channel)
    if (sent === undefined) return
    if (typeof message !== 'string') {
      this.#events.onInput(message)
      return
    }
    const control = parseControl(clientControlSchema, message)
    if (control?.type === 'resize') this.#events.onResize(control.cols, control.rows)
    if (control?.type !== 'ack') return
    // More than was sent must not buy a window room it hasn't got.
    this.#unacknowledged.set(channel, Math.max(0, sent - control.bytes))
    this.#weigh()
  }

  #drop(channel: RawChannel): void {
    if (this.#unacknowledged.delete(channel)) this.#weigh()
  }

  #weigh(): void {
    const most = Math.max(0, ...this.#unacknowledged.values())
    const behind = this.#behind ? most >= FLOW.lowWaterBytes : most > FLOW.highWaterBytes
    if (behind === this.#behind) return
    this.#behind = behind
    this.#events.onPressure(behind)
  }
}
