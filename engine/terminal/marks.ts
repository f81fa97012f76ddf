/**
 * Shell marks: the OSC 633 sequences of VS Code's published shell integration, with the session's nonce as the last
 * field of every one. They tell where a prompt, a typed command and its output begin. They are a convenience: someone
 * who is root in the instance can read the nonce, so nothing that is scored rests on marks alone.
 */
export type Mark =
  | { kind: 'prompt-start' | 'prompt-end' | 'continuation' | 'executed' }
  | { kind: 'command'; command: string }
  | { kind: 'done'; exitCode: number | undefined }
  | { kind: 'property'; key: string; value: string }

/** Byte offsets of a mark in the terminal's stream. */
export interface MarkRange {
  from: number
  to: number
}

const ESC = 0x1b
const BEL = 0x07
const BACKSLASH = 0x5c
const START = Buffer.from('\x1b]633;', 'latin1')
const LONGEST_BYTES = 16 * 1024
const NOTHING = Buffer.alloc(0)

/** Undoes the shell's escaping: `\\` is a backslash, `\xAB` a byte below 0x80. */
function unescapeShell(text: string): string {
  return text.replace(/\\(?:\\|x([0-7][0-9a-f]))/gi, (_, hex?: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : '\\',
  )
}

/** Reads the fields of one mark; `undefined` when it isn't one or does not carry the nonce. */
export function parseMark(payload: string, nonce: string): Mark | undefined {
  const fields = payload.split(';')
  if (fields.pop() !== nonce) return undefined
  const [letter, value] = fields
  switch (letter) {
    case 'A':
      return { kind: 'prompt-start' }
    case 'B':
      return { kind: 'prompt-end' }
    case 'G':
      return { kind: 'continuation' }
    case 'C':
      return { kind: 'executed' }
    case 'E':
      return { kind: 'command', command: unescapeShell(value ?? '') }
    case 'D':
      return { kind: 'done', exitCode: value && /^\d{1,3}$/.test(value) ? Number(value) : undefined }
    case 'P': {
      const [, key, text] = /^(\w+)=(.*)$/s.exec(value ?? '') ?? []
      return key === undefined ? undefined : { kind: 'property', key, value: unescapeShell(text ?? '') }
    }
    default:
      return undefined
  }
}

/** How many bytes at the end of `data` could be the beginning of a mark. */
function startedBytes(data: Buffer, from: number): number {
  for (let length = Math.min(START.length - 1, data.length - from); length > 0; length--) {
    if (data.subarray(data.length - length).equals(START.subarray(0, length))) return length
  }
  return 0
}

type End = { at: number; next: number; complete: boolean } | undefined

/** Finds where the sequence ends whose fields begin at `from`; `undefined` when more bytes are needed. */
function findEnd(data: Buffer, from: number): End {
  const fields = data.subarray(from, from + LONGEST_BYTES)
  const bell = fields.indexOf(BEL)
  const escapeAt = (bell < 0 ? fields : fields.subarray(0, bell)).indexOf(ESC)
  if (escapeAt >= 0) {
    const at = from + escapeAt
    if (at + 1 >= data.length) return undefined
    const complete = data[at + 1] === BACKSLASH
    return { at, next: complete ? at + 2 : at, complete }
  }
  if (bell >= 0) return { at: from + bell, next: from + bell + 1, complete: true }
  return fields.length < LONGEST_BYTES ? undefined : { at: from + LONGEST_BYTES, next: from + LONGEST_BYTES, complete: false }
}

/** Parts a byte stream into marks and what lies between them, over chunk borders and with bounded memory. */
export class MarkScanner {
  readonly #nonce: string | undefined
  readonly #onBytes: (bytes: Buffer) => void
  readonly #onMark: (mark: Mark, range: MarkRange) => void
  #rest: Buffer = NOTHING
  #offset = 0

  /**
   * @param nonce what a mark must carry to be believed; without one none is
   * @param onBytes all bytes that are not a believed mark, in order
   */
  constructor(nonce: string | undefined, onBytes: (bytes: Buffer) => void, onMark: (mark: Mark, range: MarkRange) => void) {
    this.#nonce = nonce
    this.#onBytes = onBytes
    this.#onMark = onMark
  }

  push(chunk: Buffer): void {
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    this.#rest = NOTHING
    let position = 0
    while (position < data.length) {
      const at = data.indexOf(START, position)
      if (at < 0) {
        this.#keep(data, position, data.length - startedBytes(data, position))
        break
      }
      const end = findEnd(data, at + START.length)
      if (!end) {
        this.#keep(data, position, at)
        break
      }
      this.#between(data, position, at, end)
      position = end.next
    }
    this.#offset += data.length - this.#rest.length
  }

  #between(data: Buffer, from: number, at: number, end: NonNullable<End>): void {
    const payload = end.complete && this.#nonce ? data.toString('utf8', at + START.length, end.at) : undefined
    const mark = payload === undefined ? undefined : parseMark(payload, this.#nonce ?? '')
    const bytes = data.subarray(from, mark ? at : end.next)
    if (bytes.length > 0) this.#onBytes(bytes)
    if (mark) this.#onMark(mark, { from: this.#offset + at, to: this.#offset + end.next })
  }

  #keep(data: Buffer, from: number, rest: number): void {
    if (rest > from) this.#onBytes(data.subarray(from, rest))
    this.#rest = data.subarray(rest)
  }
}
