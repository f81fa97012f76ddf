import type { TypedLines } from './typed.ts'

/**
 * Where the stream stands: `output` of a command (or of a shell without marks), the shell's own `prompt`, or the `echo`
 * of the command line that is being typed.
 */
export type StreamPart = 'output' | 'prompt' | 'echo'

const LONGEST_ROW = 8 * 1024
const MOST_HELD_ROWS = 1000

/** Applies backspaces the way a row shows them, as in `man`'s overstriking. */
function applyBackspaces(text: string): string {
  if (!text.includes('\b')) return text
  const shown: string[] = []
  for (const character of text) {
    if (character !== '\b') shown.push(character)
    else if (shown.length > 0 && shown.at(-1) !== '\n') shown.pop()
  }
  return shown.join('')
}

/** Breaks rows that are too long; jumps from window to window, since nearly every row is short. */
function cutLongRows(text: string): string {
  const pieces: string[] = []
  let from = 0
  let position = 0
  while (text.length - position > LONGEST_ROW) {
    const lineEnd = text.lastIndexOf('\n', position + LONGEST_ROW)
    if (lineEnd >= position) {
      position = lineEnd + 1
      continue
    }
    position += LONGEST_ROW
    pieces.push(text.slice(from, position))
    from = position
  }
  return pieces.length === 0 ? text : [...pieces, text.slice(from)].join('\n')
}

/** Rows as they are shown: each place the cursor went to is a row of its own. */
function toRows(text: string): string {
  return cutLongRows(applyBackspaces(text.includes('\r') ? text.replaceAll('\r', '\n') : text))
}

/** Picks from plain text what the terminal showed that the player had not typed. */
export class ShownText {
  readonly #typed: TypedLines
  readonly #emit: (text: string, command: string | undefined) => void
  #part: StreamPart = 'output'
  #command: string | undefined
  /** The row that is still being written, and how it was last reported. */
  #row = ''
  #reportedRow = ''
  /** Complete rows that came while a command line was being edited: its echo, or a background job's output. */
  #held: string[] = []
  #typedSincePrompt = false

  constructor(typed: TypedLines, emit: (text: string, command: string | undefined) => void) {
    this.#typed = typed
    this.#emit = emit
  }

  type(keys: string): void {
    this.#typedSincePrompt = true
    this.#typed.type(keys, this.#part === 'output' ? lastRow(this.#row) : '')
  }

  /** The command line that was echoed last, for shells that do not tell it. */
  get echoed(): string {
    return applyBackspaces(lastRow((this.#held.at(-1) ?? this.#row).replace(/\r+$/, ''))).trim()
  }

  /** @param text as {@link PlainText} gives it */
  push(text: string): void {
    if (this.#part === 'prompt' || text === '') return
    const block = this.#row + text
    const lineEnd = block.lastIndexOf('\n')
    this.#row = block.slice(lineEnd + 1)
    if (this.#part === 'echo') {
      if (lineEnd >= 0) this.#held.push(...block.slice(0, lineEnd).split('\n'))
      if (this.#held.length > MOST_HELD_ROWS) this.#release(this.#held.splice(0, MOST_HELD_ROWS / 2))
      if (this.#row.length > LONGEST_ROW) this.#row = this.#row.slice(-LONGEST_ROW / 2)
      return
    }
    if (lineEnd >= 0) this.#report(block.slice(0, lineEnd))
    if (this.#row.length > LONGEST_ROW) {
      this.#report(this.#row)
      this.#row = ''
    }
  }

  /** Goes to another part of the stream. Leaving `echo`, the row that was being edited is forgotten. */
  enter(part: StreamPart, command?: string): void {
    if (this.#part === 'output') this.#finishRow()
    if (this.#part === 'echo') this.#release(this.#held.slice(0, -1))
    this.#held = []
    this.#row = ''
    this.#reportedRow = ''
    this.#part = part
    this.#command = command
    this.#typedSincePrompt = false
  }

  /** The line editor has drawn the prompt anew, below rows it listed. */
  redrawn(): void {
    this.#release(this.#held.slice(1))
    this.#held = []
    this.#row = ''
  }

  /** The shell asks for more of the same command: the row before belonged to it. */
  continued(): void {
    this.#held.pop()
    this.#row = ''
  }

  /** Nothing has come for a while: what stands there now has been seen. */
  idle(): void {
    if (this.#part === 'echo' && !this.#typedSincePrompt) this.#release(this.#held.splice(0))
    if (this.#part !== 'output' || this.#row === this.#reportedRow) return
    const rows = toRows(this.#row).split('\n')
    // A full-screen program ends no row; what it has left behind is not reported again.
    this.#row = this.#row.slice(this.#row.lastIndexOf('\r') + 1)
    this.#reportedRow = this.#row
    this.#give(
      rows.map((row) => this.#typed.stripUnfinished(row)),
      this.#command,
    )
  }

  #finishRow(): void {
    if (this.#row !== '' && this.#row !== this.#reportedRow) this.#report(this.#row)
  }

  #report(text: string): void {
    const rows = toRows(text)
    const untyped = this.#typed.pending ? rows.split('\n').map((row) => this.#typed.strip(row)) : [rows]
    this.#give(untyped, this.#command)
  }

  #release(rows: string[]): void {
    const untyped = rows.map(toRows).filter((row) => !this.#typed.touches(row))
    this.#give(untyped, undefined)
  }

  #give(rows: string[], command: string | undefined): void {
    const text = rows.join('\n')
    if (/\S/.test(text)) this.#emit(text, command)
  }
}

function lastRow(text: string): string {
  return text.slice(text.lastIndexOf('\r') + 1)
}
