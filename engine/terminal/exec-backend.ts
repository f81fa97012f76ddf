import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type Docker from 'dockerode'
import { endShellArgv } from './shell.ts'
import type { ShellCommand, TerminalBackend, TerminalProcess } from './types.ts'

const RESIZE_TRIES = 20
const END_TIMEOUT_MS = 10_000

interface ExecOptions {
  docker: Docker
  containerId: string
  shell: ShellCommand
}

/** A shell in a container over the engine API's hijacked connection: the fastest way, and it needs no other program. */
export function execBackend(options: ExecOptions): TerminalBackend {
  return {
    async open(size) {
      const exec = await options.docker.getContainer(options.containerId).exec({
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
        Tty: true,
        User: '0',
        Env: Object.entries(options.shell.env).map(([name, value]) => `${name}=${value}`),
        Cmd: options.shell.argv,
      })
      const stream = await exec.start({ hijack: true, stdin: true, Tty: true })
      const process = new ExecProcess(exec, stream, options)
      process.resize(size.cols, size.rows)
      return process
    },
  }
}

class ExecProcess implements TerminalProcess {
  readonly description: string
  readonly #exec: Docker.Exec
  readonly #stream: Duplex
  readonly #options: ExecOptions
  #wantedSize: { w: number; h: number } | undefined
  #resizing = false
  #ended = false

  constructor(exec: Docker.Exec, stream: Duplex, options: ExecOptions) {
    this.description = `exec ${exec.id.slice(0, 12)} in container ${options.containerId.slice(0, 12)}`
    this.#exec = exec
    this.#stream = stream
    this.#options = options
    // 'close' follows, and with it the exit.
    stream.on('error', () => stream.destroy())
  }

  write(data: Uint8Array): void {
    if (!this.#ended && this.#stream.writable) this.#stream.write(data)
  }

  resize(cols: number, rows: number): void {
    this.#wantedSize = { w: cols, h: rows }
    if (!this.#resizing) void this.#resizeToWanted()
  }

  /** The engine refuses a resize until the process has really started, which may be after the stream is there. */
  async #resizeToWanted(): Promise<void> {
    this.#resizing = true
    let tries = 0
    while (this.#wantedSize && !this.#ended && tries < RESIZE_TRIES) {
      const size = this.#wantedSize
      try {
        await this.#exec.resize(size)
        tries = 0
        if (this.#wantedSize === size) this.#wantedSize = undefined
      } catch {
        tries++
        await delay(10 * tries)
      }
    }
    this.#resizing = false
  }

  pause(): void {
    this.#stream.pause()
  }

  resume(): void {
    this.#stream.resume()
  }

  onData(listener: (chunk: Uint8Array) => void): void {
    this.#stream.on('data', listener)
  }

  onExit(listener: (exitCode: number | null) => void): void {
    let told = false
    const ended = async () => {
      if (told) return
      told = true
      this.#ended = true
      this.#stream.destroy()
      listener(await this.#exitCode())
    }
    this.#stream.once('end', ended)
    this.#stream.once('close', ended)
  }

  /** The stream ends a moment before the engine knows the code. */
  async #exitCode(): Promise<number | null> {
    for (let tries = 0; tries < 20; tries++) {
      const state = await this.#exec.inspect().catch(() => undefined)
      if (!state) return null
      if (!state.Running) return state.ExitCode
      await delay(25)
    }
    return null
  }

  async kill(): Promise<void> {
    try {
      if (!this.#ended) await runToEnd(this.#options)
    } finally {
      this.#stream.destroy()
    }
  }
}

/** Ends the shell by a second exec; a container that is gone or stopped has no shell left. */
async function runToEnd({ docker, containerId, shell }: ExecOptions): Promise<void> {
  const container = docker.getContainer(containerId)
  const state = await container.inspect().then(
    (inspected) => inspected.State,
    (error: { statusCode?: number }) => {
      if (error.statusCode === 404) return undefined
      throw error
    },
  )
  if (!state?.Running) return
  if (state.Paused) throw new Error('The shell cannot be ended while its instance is paused. Resume the instance first.')
  const exec = await container.exec({ AttachStdout: true, AttachStderr: true, User: '0', Cmd: endShellArgv(shell) })
  const stream = await exec.start({})
  const finished = new Promise<void>((resolve) => stream.on('end', resolve).on('close', resolve).on('error', resolve).resume())
  await Promise.race([finished, delay(END_TIMEOUT_MS, undefined, { ref: false })])
  stream.destroy()
  const { ExitCode } = await exec.inspect()
  if (ExitCode !== 0) throw new Error(`The shell in container ${containerId.slice(0, 12)} did not end (code ${ExitCode}).`)
}
