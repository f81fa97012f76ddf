import type { RawChannel } from '../contract/index.ts'

/** One process behind a pseudo-terminal, wherever it runs. */
export interface TerminalBackend {
  /**
   * Starts the process.
   * @param size columns and rows of its first window
   * @throws when the process cannot be started; the message says why
   */
  open(size: { cols: number; rows: number }): Promise<TerminalProcess>
}

export interface TerminalProcess {
  /** What runs and where, for logs. */
  readonly description: string
  write(data: Uint8Array): void
  resize(cols: number, rows: number): void
  /** Stops reading from the source, so that the process itself blocks once the kernel's buffers are full. */
  pause(): void
  resume(): void
  onData(listener: (chunk: Uint8Array) => void): void
  /** Called once, after the last data. `null` when the exit code cannot be known. */
  onExit(listener: (exitCode: number | null) => void): void
  /**
   * Ends the shell and all that runs in its session, also where closing the client would leave it running.
   * Resolves at once when it has ended already.
   * @throws when the container engine could not be asked to
   */
  kill(): Promise<void>
}

/** How an interactive shell with integration is started in an instance. */
export interface ShellCommand {
  readonly argv: string[]
  readonly env: Record<string, string>
  /** Secret that the shell's marks carry. */
  readonly nonce: string
  /** Value of an environment variable by which the shell is found again when it must end. */
  readonly marker: string
}

/** A command line the player ran, as the shell's marks tell it. */
export interface RanCommand {
  command: string
  cwd?: string
  exitCode?: number
  /** Byte offsets of its output in the terminal's stream. */
  output?: { from: number; to: number }
}

/** Text the terminal showed that the player had not typed: one or more lines, joined by `\n`, without escape sequences. */
export interface ShownText {
  text: string
  /** The command line that printed it; `undefined` where no mark tells. */
  command: string | undefined
}

export interface SessionOptions {
  terminalId: string
  instance: string
  backend: TerminalBackend
  cols: number
  rows: number
  /** Epoch milliseconds. */
  now: () => number
  /** Path of the asciicast v2 file that is written. Its folder exists. */
  recordingFile: string
  /** The nonce of the {@link ShellCommand}; without it no mark is believed. */
  nonce?: string
  onCommand(command: RanCommand): void
  onText(shown: ShownText): void
  onExit(exitCode: number | null): void
}

export interface TerminalSession {
  readonly terminalId: string
  readonly instance: string
  /** Bytes the terminal has shown so far. */
  readonly bytes: number
  /** Adds a window. It is first brought up to date by a replay; several windows may be attached at a time. */
  attach(channel: RawChannel): void
  /** Types a text as if by keys; end a line with `\r`. */
  write(text: string): void
  /**
   * Resolves when the shell waits at a prompt: at once if it does so already and nothing was entered since.
   * @throws after `timeoutMs` milliseconds, or when the shell ends
   */
  whenPrompt(timeoutMs: number): Promise<void>
  /** Ends the shell and completes the recording. */
  close(): Promise<void>
}
