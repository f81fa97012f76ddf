const TAIL_BYTES = 256 * 1024
/** Longer than any switch of modes, which may lie across two chunks. */
const LONGEST_MODE_BYTES = 32

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
  #dropped = ''
  #droppedAny = false
  /** Modes that were switched by what has been dropped: the alternate screen, the mouse, the cursor. */
  readonly #modes = new Map<string, string>()

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
    while (this.#bytes - (this.#chunks[0]?.length ?? 0) >= TAIL_BYTES) this.#drop(this.#chunks.shift())
  }

  #drop(chunk: Buffer | undefined): void {
    if (!chunk) return
    this.#bytes -= chunk.length
    this.#droppedAny = true
    const half = this.#dropped.includes(ESC)
    if (half || chunk.includes(ESC)) {
      const text = this.#dropped + chunk.toString('latin1')
      for (const [, modes = '', state = ''] of text.matchAll(MODE)) {
        for (const mode of modes.split(';')) this.#modes.set(mode, state)
      }
    }
    this.#dropped = chunk.toString('latin1', Math.max(0, chunk.length - LONGEST_MODE_BYTES))
  }

  /** Bytes that bring an empty terminal to what the stream shows now, without asking it anything. */
  replay(): Buffer {
    const modes = [...this.#modes].map(([mode, state]) => `${ESC}[?${mode}${state}`).join('')
    const all = Buffer.concat(this.#chunks).toString('latin1')
    // What was dropped may have ended within a sequence or a character; a line's beginning is safe.
    const text = this.#droppedAny ? all.slice(all.indexOf('\n') + 1) : all
    return Buffer.from(modes + text.replace(QUESTION, ''), 'latin1')
  }
}
