/** What was typed since the last line's end, and what stood on the row before it. */
interface TypedLine {
  text: string
  /** Keys such as Tab or Up let the program write more than was typed. */
  edited: boolean
  prefix: string
}

const MOST_LINES = 32
const LONGEST_LINE = 4096
/** A line that wasn't echoed within so many rows of output (a password, say) never will be. */
const FORGET_AFTER_ROWS = 200

const ESC = '\x1b'
const KEY = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|O.|\\][^\\x07${ESC}]*(?:\\x07|${ESC}\\\\)|.)|[\\s\\S]`, 'gu')
const ARROW = new RegExp(`^${ESC}(?:\\[|O)[0-9;]*[ABCDFH~]$`)
const PASTE = [`${ESC}[200~`, `${ESC}[201~`]

/**
 * Remembers what the player typed, so that its echo can be told from what a program showed where no shell mark does:
 * in psql, in a nested shell, at a question.
 */
export class TypedLines {
  #lines: TypedLine[] = []
  #current: TypedLine | undefined
  #rows = 0

  /** Whether anything typed may still be echoed. */
  get pending(): boolean {
    return this.#lines.length > 0 || this.#current !== undefined
  }

  /** @param row what stands on the row that will be typed on */
  type(keys: string, row: string): void {
    this.#rows = 0
    for (const key of keys.match(KEY) ?? []) this.#press(key, row)
  }

  #press(key: string, row: string): void {
    if (PASTE.includes(key) || key === '\0') return
    if (key === '\r' || key === '\n') {
      this.#enter()
      return
    }
    if (key === '\x03' || key === '\x04' || key === '\x1a') {
      this.#current = undefined
      return
    }
    // A terminal's own answers (focus, colours, mouse) are not keys.
    if (key.startsWith(ESC) && key.length > 2 && !ARROW.test(key)) return
    this.#current ??= { text: '', edited: false, prefix: row }
    if (key === '\x7f' || key === '\b') this.#current.text = this.#current.text.slice(0, -1)
    else if (key < ' ' || key.startsWith(ESC)) this.#current.edited = true
    else if (this.#current.text.length < LONGEST_LINE) this.#current.text += key
  }

  #enter(): void {
    if (this.#current && (this.#current.text !== '' || this.#current.edited)) this.#lines.push(this.#current)
    if (this.#lines.length > MOST_LINES) this.#lines.shift()
    this.#current = undefined
  }

  /** The shell has taken a command line: what was typed up to it has been echoed. */
  accept(command: string): void {
    const index = this.#lines.findIndex((line) => line.text.trim() === command.trim())
    this.#lines = index < 0 ? [] : this.#lines.slice(index + 1)
  }

  /** Takes the echo of what was typed out of a row of output that is complete. */
  strip(row: string): string {
    if (++this.#rows > FORGET_AFTER_ROWS) {
      this.#lines = []
      this.#current = undefined
      return row
    }
    for (const [index, line] of this.#lines.entries()) {
      const left = withoutEcho(row, line)
      if (left === undefined) continue
      this.#lines = this.#lines.slice(index + 1)
      return left
    }
    return this.stripUnfinished(row)
  }

  /** The same for a row that is still being written. */
  stripUnfinished(row: string): string {
    return (this.#current && withoutEcho(row, this.#current)) ?? (this.#isTyped(row) ? '' : row)
  }

  /** Whether a row is nothing but typed text, such as a search typed into a full-screen program. */
  #isTyped(row: string): boolean {
    const words = row.trim()
    return words !== '' && this.#all().some(({ text }) => text.includes(words))
  }

  #all(): TypedLine[] {
    return this.#current ? [...this.#lines, this.#current] : this.#lines
  }

  /** Whether a row holds something that was typed: the strict question, for rows beside a prompt. */
  touches(row: string): boolean {
    return this.#all().some((line) => line.edited || (line.text !== '' && row.includes(line.text.trim())))
  }
}

/** The row without the typed part; `undefined` when it holds none. */
function withoutEcho(row: string, { text, edited, prefix }: TypedLine): string | undefined {
  if (edited) return row.startsWith(prefix) && row !== prefix ? prefix : undefined
  if (text === '') return undefined
  if (row.startsWith(prefix + text)) return prefix + row.slice(prefix.length + text.length)
  const trimmed = row.trimEnd()
  if (trimmed.endsWith(text)) return trimmed.slice(0, -text.length)
  const at = text.length >= 3 ? row.lastIndexOf(text) : -1
  return at < 0 ? undefined : row.slice(0, at) + row.slice(at + text.length)
}
