import { StringDecoder } from 'node:string_decoder'

const LONGEST_SEQUENCE = 8 * 1024
const ESC = '\x1b'
const BEL = '\x07'

// Built from strings, because the patterns are about control characters.
const COLOUR = new RegExp(`${ESC}\\[[\\d;:]*[mK]`, 'g')
const SEQUENCE = new RegExp(
  `${ESC}(?:` +
    '\\[[0-?]*[ -/]*(?:[@-~]|$)|' + // CSI
    `[\\]PX^_][^\\x07${ESC}]*(?:\\x07|${ESC}\\\\|${ESC}?$|(?=${ESC}))|` + // OSC, DCS, SOS, PM, APC
    '[ -/]*(?:[0-~]|$))', // charsets and the like
  'g',
)
const UNFINISHED = new RegExp(`^${ESC}(?:\\[[0-?]*[ -/]*|[\\]PX^_][^\\x07${ESC}]*${ESC}?|[ -/]*)$`)
const OTHER_CONTROL = new RegExp(`[\\0-${BEL}\\v\\f\\x0e-\\x1f\\x7f]`, 'g')

/** What a sequence is to someone who reads the screen: a gap in the row, another row, or nothing. */
function meaning(sequence: string): string {
  if (sequence[1] === '[') {
    const final = sequence.at(-1) ?? ''
    if (final === 'C') return ' '.repeat(Math.min(Number.parseInt(sequence.slice(2), 10) || 1, 200))
    if (final === 'G' || final === '`' || final === 'a') return ' '
    return 'ABEFHJLMSTdfr'.includes(final) || /\?(?:47|1047|1049)[hl]$/.test(sequence) ? '\r' : ''
  }
  return sequence.length === 2 && 'MDEc78'.includes(sequence[1] ?? '') ? '\r' : ''
}

/**
 * Turns the bytes a terminal shows into plain text. In what comes out `\n` is a line's end, `\r` means that writing goes
 * on elsewhere (the cursor moved, or the line is written over), `\b` is left for whoever assembles lines.
 */
export class PlainText {
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''

  push(bytes: Buffer): string {
    let text = this.#rest + this.#decoder.write(bytes)
    this.#rest = ''
    if (text.includes(ESC)) text = this.#strip(text)
    if (text.includes('\r')) text = this.#joinLineEnds(text)
    return text.replace(OTHER_CONTROL, '')
  }

  /** What was held back in case a line's end followed. */
  flush(): string {
    if (this.#rest !== '\r') return ''
    this.#rest = ''
    return '\r'
  }

  #strip(text: string): string {
    const plain = text.replace(COLOUR, '')
    if (!plain.includes(ESC)) return plain
    return plain.replace(SEQUENCE, (sequence: string, at: number) => {
      if (at + sequence.length < plain.length || !UNFINISHED.test(sequence)) return meaning(sequence)
      this.#rest = sequence.length > LONGEST_SEQUENCE ? '' : sequence
      return ''
    })
  }

  /** The terminal driver sends `\r\n`; a `\r` at the end waits for what follows. */
  #joinLineEnds(text: string): string {
    const held = this.#rest === '' && text.endsWith('\r')
    if (held) this.#rest = '\r'
    return (held ? text.slice(0, -1) : text).replaceAll('\r\n', '\n')
  }
}
