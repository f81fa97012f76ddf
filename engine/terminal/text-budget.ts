/** All of a command's text is given on up to here. */
const WHOLE_CHARS = 8 * 1024 * 1024
/** Beyond it, so much of the end of what came since the last look. */
const GLIMPSE_CHARS = 64 * 1024
const GLIMPSE_EVERY_MS = 250

/**
 * Keeps a flood from costing more than anyone can read: of one command's text the first 8 M characters are given on whole,
 * from then on the last 64 K characters of each quarter of a second, and always the very last. Nothing else is dropped.
 */
export class TextBudget {
  readonly #give: (text: string, command: string | undefined) => void
  #left = WHOLE_CHARS
  #glimpse = ''
  #command: string | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(give: (text: string, command: string | undefined) => void) {
    this.#give = give
  }

  push(text: string, command: string | undefined): void {
    if (this.#left > 0) {
      this.#left -= text.length
      this.#give(text, command)
      return
    }
    this.#command = command
    this.#glimpse = text.length >= GLIMPSE_CHARS ? text : `${this.#glimpse}\n${text}`
    if (this.#glimpse.length > 2 * GLIMPSE_CHARS) this.#glimpse = this.#glimpse.slice(-GLIMPSE_CHARS)
    this.#timer ??= setTimeout(() => this.flush(), GLIMPSE_EVERY_MS)
  }

  /** Another command, or a line entered: what follows is given whole again. */
  renew(): void {
    this.flush()
    this.#left = WHOLE_CHARS
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#glimpse === '') return
    const text = this.#glimpse.slice(-GLIMPSE_CHARS)
    this.#glimpse = ''
    this.#give(text, this.#command)
  }
}
