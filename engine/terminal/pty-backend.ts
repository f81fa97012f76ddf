import { setTimeout as delay } from 'node:timers/promises'
import { type IPty, spawn } from 'node-pty'
import type { TerminalBackend, TerminalProcess } from './types.ts'

const HANGUP_MS = 1000
const REMIND_MS = [200, 1000, 4000]

interface PtyOptions {
  argv: string[]
  /** The whole environment of the process. */
  env: Record<string, string>
  cwd?: string
  /** Ends what the process started elsewhere and would leave running, such as the shell behind `docker exec`. */
  end?: () => Promise<void>
}

/** A process of this machine behind a pty: the engine's command line, or the player's own shell. */
export function ptyBackend(options: PtyOptions): TerminalBackend {
  return {
    async open(size) {
      const [file, ...args] = options.argv
      if (!file) throw new RangeError('A terminal needs a command to run.')
      const { cols, rows } = size
      const { env, cwd } = options
      // Without an encoding node-pty gives bytes, whatever its types say.
      const pty = spawn(file, args, {
        name: 'xterm-256color',
        cols,
        rows,
        env,
        ...(cwd !== undefined && { cwd }),
        encoding: null,
      })
      return new PtyProcess(pty, options)
    },
  }
}

class PtyProcess implements TerminalProcess {
  readonly description: string
  readonly #pty: IPty
  readonly #end: (() => Promise<void>) | undefined
  #ended = false
  #reminders: NodeJS.Timeout[] = []
  readonly #exited: Promise<void>

  constructor(pty: IPty, options: PtyOptions) {
    this.description = `${options.argv[0]} (process ${pty.pid})`
    this.#pty = pty
    this.#end = options.end
    this.#exited = new Promise((resolve) => {
      pty.onExit(() => {
        this.#ended = true
        resolve()
      })
    })
  }

  write(data: Uint8Array): void {
    if (!this.#ended) this.#pty.write(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
  }

  resize(cols: number, rows: number): void {
    if (this.#ended) return
    this.#pty.resize(cols, rows)
    for (const timer of this.#reminders) clearTimeout(timer)
    if (this.#end) this.#reminders = REMIND_MS.map((delayMs) => setTimeout(() => this.#remindOfSize(), delayMs).unref())
  }

  /** `docker exec` passes a size on when it is told of a change, and is deaf to that until it has fully started. */
  #remindOfSize(): void {
    if (!this.#ended) this.#pty.kill('SIGWINCH')
  }

  pause(): void {
    this.#pty.pause()
  }

  resume(): void {
    this.#pty.resume()
  }

  onData(listener: (chunk: Uint8Array) => void): void {
    this.#pty.onData((chunk: unknown) => listener(chunk as Buffer))
  }

  onExit(listener: (exitCode: number | null) => void): void {
    this.#pty.onExit(({ exitCode, signal }) => listener(signal ? 128 + signal : exitCode))
  }

  async kill(): Promise<void> {
    try {
      await this.#end?.()
    } finally {
      this.#pty.resume()
      if (!this.#ended) this.#pty.kill('SIGHUP')
      await Promise.race([this.#exited, delay(HANGUP_MS, undefined, { ref: false })])
      if (!this.#ended) this.#pty.kill('SIGKILL')
      await Promise.race([this.#exited, delay(HANGUP_MS, undefined, { ref: false })])
    }
  }
}
