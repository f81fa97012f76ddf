import type Docker from 'dockerode'
import type { SessionOptions, ShellCommand, TerminalBackend, TerminalSession } from './types.ts'

export type * from './types.ts'

export declare function execBackend(o: { docker: Docker; containerId: string; shell: ShellCommand }): TerminalBackend
export declare function ptyBackend(o: {
  argv: string[]
  env: Record<string, string>
  cwd?: string
  end?: () => Promise<void>
}): TerminalBackend
export declare function createSession(options: SessionOptions): Promise<TerminalSession>
export declare function shellCommand(o: { nonce: string }): ShellCommand
/** Argv that, run in the container by any exec, ends the shell and its session. */
export declare function endShellArgv(shell: ShellCommand): string[]
/** Argv of `docker exec -it` for {@link ptyBackend}. */
export declare function dockerExecArgv(o: { dockerArgv: string[]; containerId: string; shell: ShellCommand }): string[]
export declare function readRecording(file: string): Promise<string>
