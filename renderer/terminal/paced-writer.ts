/** So much is parsed in one go beside other work: one to three milliseconds of the window's only thread. */
const SLICE_BYTES = 16 * 1024
/** Pauses twice as long as the work before them leave two thirds of the thread to the keyboard and the rest of the screen. */
const PAUSE_PER_WORK = 2
const LEAST_PAUSE_MS = 8

export interface PacedWriterOptions {
  /** Parses bytes and calls back when it has. */
  write(bytes: Uint8Array, parsed: () => void): void
  /** True while this terminal is the one being worked in, or nobody watches: then nothing is held back. */
  isUrgent(): boolean
  /** Milliseconds of a clock that never goes back. */
  now(): number
  later(run: () => void, ms: number): void
}

/**
 * Hands a terminal's output to its parser. A flood in a terminal that nobody types into is parsed in slices with pauses, so that
 * the terminal beside it answers at once; as it is acknowledged more slowly, the engine holds the flood back at its source.
 */
export class PacedWriter {
  readonly #o: PacedWriterOptions
  #waiting: { bytes: Uint8Array; parsed: () => void }[] = []
  #isBusy = false

  constructor(options: PacedWriterOptions) {
    this.#o = options
  }

  push(bytes: Uint8Array, parsed: () => void): void {
    this.#waiting.push({ bytes, parsed })
    if (!this.#isBusy) this.#next()
  }

  #next(): void {
    const first = this.#waiting.shift()
    this.#isBusy = first !== undefined
    if (!first) return
    const rest = this.#o.isUrgent() ? first.bytes.subarray(first.bytes.length) : first.bytes.subarray(SLICE_BYTES)
    const slice = first.bytes.subarray(0, first.bytes.length - rest.length)
    if (rest.length > 0) this.#waiting.unshift({ bytes: rest, parsed: first.parsed })
    const startedAt = this.#o.now()
    this.#o.write(slice, () => {
      if (rest.length === 0) first.parsed()
      if (this.#waiting.length === 0 || this.#o.isUrgent()) this.#next()
      else this.#o.later(() => this.#next(), Math.max(LEAST_PAUSE_MS, (this.#o.now() - startedAt) * PAUSE_PER_WORK))
    })
  }
}
