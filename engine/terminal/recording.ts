import { createWriteStream, type WriteStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { eventLine, OutputEncoder } from './asciicast.ts'

const MOST_BYTES = 64 * 1024 * 1024
const MOST_WAITING_BYTES = 4 * 1024 * 1024

interface RecordingOptions {
  file: string
  title: string
  cols: number
  rows: number
  /** Epoch milliseconds. */
  now: () => number
  /** The disk cannot keep up, or has caught up. */
  onPressure(behind: boolean): void
  mostBytes?: number
}

/**
 * Writes what a terminal shows as an asciicast v2 file, event by event, so that a crash loses the last moment only. What
 * is typed is not recorded: it may hold secrets.
 */
export class Recording {
  readonly #options: RecordingOptions
  readonly #stream: WriteStream
  readonly #startedAt: number
  readonly #encoder = new OutputEncoder()
  #bytes = 0
  #behind = false
  #stopped = false

  private constructor(options: RecordingOptions, stream: WriteStream) {
    this.#options = options
    this.#stream = stream
    this.#startedAt = options.now()
    // A full disk ends the recording; the terminal goes on.
    stream.on('error', () => this.#stop())
    stream.on('drain', () => this.#setBehind(false))
    const { cols, rows, title } = options
    const header = { version: 2, width: cols, height: rows, timestamp: Math.floor(this.#startedAt / 1000), title }
    this.#write(Buffer.from(`${JSON.stringify(header)}\n`))
  }

  /** @throws when the file cannot be made; nothing that is there already is written over */
  static async start(options: RecordingOptions): Promise<Recording> {
    const handle = await open(options.file, 'wx', 0o600)
    return new Recording(options, createWriteStream('', { fd: handle, highWaterMark: MOST_WAITING_BYTES }))
  }

  output(bytes: Buffer): void {
    if (this.#stopped) return
    for (const line of this.#encoder.encode(this.#seconds(), bytes)) this.#write(line)
    this.#limit()
  }

  resize(cols: number, rows: number): void {
    if (this.#stopped) return
    this.#write(eventLine(this.#seconds(), 'r', `${cols}x${rows}`))
    this.#limit()
  }

  #limit(): void {
    if (this.#bytes <= (this.#options.mostBytes ?? MOST_BYTES)) return
    const note = 'The recording ends here: it has reached its largest size. The terminal went on.'
    this.#write(eventLine(this.#seconds(), 'm', note))
    this.#stop()
  }

  #seconds(): number {
    return Math.max(0, this.#options.now() - this.#startedAt) / 1000
  }

  #write(line: Buffer): void {
    this.#bytes += line.length
    if (!this.#stream.write(line)) this.#setBehind(true)
  }

  #setBehind(behind: boolean): void {
    if (this.#behind === behind) return
    this.#behind = behind
    this.#options.onPressure(behind)
  }

  #stop(): void {
    this.#stopped = true
    this.#setBehind(false)
  }

  /** Resolves when all is written and the file is closed. */
  async close(): Promise<void> {
    this.#stopped = true
    if (this.#stream.closed || this.#stream.destroyed) return
    await new Promise<void>((resolve) => {
      this.#stream.once('close', resolve)
      this.#stream.end()
    })
  }
}

/**
 * Reads a recording, also one that a crash cut off: a torn last line is dropped.
 * @returns asciicast v2 text
 * @throws when the file cannot be read or is not a recording
 */
export async function readRecording(file: string): Promise<string> {
  const text = await readFile(file, 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const header = whole.slice(0, whole.indexOf('\n'))
  if (!isHeader(header)) throw new Error(`${file} is not a terminal recording: its first line is not an asciicast header.`)
  return whole
}

function isHeader(line: string): boolean {
  try {
    return (JSON.parse(line) as { version?: unknown }).version === 2
  } catch {
    return false
  }
}
