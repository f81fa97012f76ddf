const TAIL_BYTES = 256 * 1024

const ESC = '\x1b'
const MODE = new RegExp(`${ESC}\\[\\?([\\d;]+)([hl])`, 'g')
/** What a terminal would answer, and so type into the shell: identity, position, colours, settings. */
const QUESTION = new RegExp(
  `${ESC}\\[[>=?]?[\\d;]*c|${ESC}\\[\\??[\\d;]*n|${ESC}\\[\\??[\\d;]*\\$p|${ESC}\\[>\\d*q|${ESC}\\[\\d+(?:;\\d+)*t|` +
    `${ESC}\\]\\d+(?:;\\d+)?;\\?(?:\\x07|${ESC}\\\\)|${ESC}P[$+]q[^${ESC}]*${ESC}\\\\`,
  'g',
)

/** The end of a terminal's stream, from which a window that comes later is brought up to date. */
export class Tail {
  #chunks: Buffer[] = []
  #bytes = 0
  /** Modes that were switched on by what has been dropped: the alternate screen, the mouse, the cursor. */
  readonly #modes = new Map<string, 'h' | 'l'>()

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
    if (this.#bytes > 2 * TAIL_BYTES) this.#trim()
  }

  #trim(): void {
    const all = Buffer.concat(this.#chunks)
    const lineEnd = all.indexOf('\n', all.length - TAIL_BYTES)
    const from = lineEnd < 0 ? all.length - TAIL_BYTES : lineEnd + 1
    for (const [, modes = '', state] of all.toString('latin1', 0, from).matchAll(MODE)) {
      for (const mode of modes.split(';')) this.#modes.set(mode, state as 'h' | 'l')
    }
    // A copy, so that the large buffer can go.
    this.#chunks = [Buffer.from(all.subarray(from))]
    this.#bytes = all.length - from
  }

  /** Bytes that bring an empty terminal to what the stream shows now, without asking it anything. */
  replay(): Buffer {
    const modes = [...this.#modes].map(([mode, state]) => `${ESC}[?${mode}${state}`).join('')
    const text = Buffer.concat(this.#chunks).toString('latin1')
    return Buffer.from(modes + text.replace(QUESTION, ''), 'latin1')
  }
}
