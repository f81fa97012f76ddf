/** All of a command's output is looked at up to here. */
const WHOLE_BYTES = 4 * 1024 * 1024
/** Beyond it, so much of the end of what came since the last look. */
const GLIMPSE_BYTES = 64 * 1024
const GLIMPSE_EVERY_MS = 250

/**
 * Keeps a flood from costing more than anyone can read: of one command's output the first 4 MB are passed on whole, from
 * then on the last 64 kB of each quarter of a second, and always the very last. Nothing else is dropped.
 */
export class TextBudget {
  readonly #pass: (bytes: Buffer) => void
  #left = WHOLE_BYTES
  #glimpse: Buffer[] = []
  #glimpseBytes = 0
  #skipped = false
  #timer: NodeJS.Timeout | undefined

  constructor(pass: (bytes: Buffer) => void) {
    this.#pass = pass
  }

  push(bytes: Buffer): void {
    if (this.#left > 0) {
      this.#left -= bytes.length
      this.#pass(bytes)
      return
    }
    this.#glimpse.push(bytes)
    this.#glimpseBytes += bytes.length
    while (this.#glimpseBytes - (this.#glimpse[0]?.length ?? 0) >= GLIMPSE_BYTES) {
      this.#glimpseBytes -= this.#glimpse.shift()?.length ?? 0
      this.#skipped = true
    }
    this.#timer ??= setTimeout(() => this.flush(), GLIMPSE_EVERY_MS)
  }

  /** Another command, or a line entered: what follows is passed on whole again. */
  renew(): void {
    this.flush()
    this.#left = WHOLE_BYTES
  }

  /** Passes on what is held back, from a line's beginning where something before it was skipped. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#glimpse.length === 0) return
    const bytes = Buffer.concat(this.#glimpse)
    const skipped = this.#skipped
    this.#glimpse = []
    this.#glimpseBytes = 0
    this.#skipped = false
    this.#pass(skipped ? bytes.subarray(Math.max(0, bytes.indexOf('\n'))) : bytes)
  }
}
