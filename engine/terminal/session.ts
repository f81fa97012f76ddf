import { rm } from 'node:fs/promises'
import type { RawChannel } from '../contract/index.ts'
import { StreamObserver } from './observer.ts'
import { PromptWaiter } from './prompt-waiter.ts'
import { Recording } from './recording.ts'
import { Tail } from './tail.ts'
import type { SessionOptions, TerminalProcess, TerminalSession } from './types.ts'
import { Windows } from './windows.ts'

/**
 * Opens a terminal: starts the process, records it, watches its stream, and shows it in the windows that attach.
 * @throws when the recording cannot be written or the process cannot be started
 */
export async function createSession(options: SessionOptions): Promise<TerminalSession> {
  const pressure = new Pressure()
  const recording = await Recording.start({
    file: options.recordingFile,
    title: options.instance,
    cols: options.cols,
    rows: options.rows,
    now: options.now,
    onPressure: (behind) => pressure.set('recording', behind),
  })
  try {
    const process = await options.backend.open({ cols: options.cols, rows: options.rows })
    return new Session(options, process, recording, pressure)
  } catch (error) {
    await recording.close()
    await rm(options.recordingFile, { force: true })
    throw error
  }
}

/** Pauses the process while anything downstream is behind. */
class Pressure {
  readonly #behind = new Set<string>()
  process: TerminalProcess | undefined

  set(part: string, behind: boolean): void {
    const before = this.#behind.size
    if (behind) this.#behind.add(part)
    else this.#behind.delete(part)
    if (before === 0 && this.#behind.size > 0) this.process?.pause()
    if (before > 0 && this.#behind.size === 0) this.process?.resume()
  }
}

class Session implements TerminalSession {
  readonly terminalId: string
  readonly instance: string
  readonly #process: TerminalProcess
  readonly #recording: Recording
  readonly #windows: Windows
  readonly #observer: StreamObserver
  readonly #tail = new Tail()
  readonly #prompt = new PromptWaiter()
  readonly #ended: Promise<void>
  #exit: { code: number | null } | undefined
  #bytes = 0

  constructor(options: SessionOptions, process: TerminalProcess, recording: Recording, pressure: Pressure) {
    this.terminalId = options.terminalId
    this.instance = options.instance
    this.#process = process
    this.#recording = recording
    pressure.process = process
    this.#windows = new Windows({
      onInput: (data) => this.#type(data),
      onResize: (cols, rows) => this.#resize(cols, rows),
      onPressure: (behind) => pressure.set('windows', behind),
    })
    this.#observer = new StreamObserver(options.nonce, {
      onCommand: options.onCommand,
      onText: options.onText,
      onPrompt: () => this.#prompt.shown(),
    })
    process.onData((chunk) => this.#show(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)))
    this.#ended = new Promise((resolve) => {
      process.onExit((code) => {
        this.#finish(code)
        options.onExit(code)
        resolve()
      })
    })
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The window comes first: nothing else may delay what someone sees. */
  #show(chunk: Buffer): void {
    this.#windows.send(chunk)
    this.#bytes += chunk.length
    this.#tail.push(chunk)
    this.#recording.output(chunk)
    this.#observer.push(chunk)
  }

  #type(data: Uint8Array): void {
    this.#observer.type(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8'))
    this.#prompt.entered()
    this.#process.write(data)
  }

  #resize(cols: number, rows: number): void {
    if (this.#exit) return
    this.#recording.resize(cols, rows)
    this.#process.resize(cols, rows)
  }

  #finish(code: number | null): void {
    this.#exit = { code }
    this.#observer.end(this.#bytes)
    this.#windows.exit(code)
    this.#prompt.ended()
  }

  attach(channel: RawChannel): void {
    this.#windows.attach(channel, this.#tail.replay())
    if (this.#exit) this.#windows.exit(this.#exit.code)
  }

  write(text: string): void {
    this.#type(Buffer.from(text, 'utf8'))
  }

  whenPrompt(timeoutMs: number): Promise<void> {
    return this.#prompt.wait(timeoutMs)
  }

  async close(): Promise<void> {
    try {
      await this.#process.kill()
      await this.#ended
    } finally {
      this.#windows.close()
      await this.#recording.close()
    }
  }
}
