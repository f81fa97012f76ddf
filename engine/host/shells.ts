import { randomBytes } from 'node:crypto'
import { homedir } from 'node:os'
import type { Stack } from '../runtime/index.ts'
import { dockerExecArgv, endShellArgv, execBackend, ptyBackend, shellCommand, type TerminalBackend } from '../terminal/index.ts'
import type { ReadyEngine } from './container-engine.ts'

/** The name under which a terminal on the player's own machine is opened, beside the instances. */
export const WORKSTATION = { name: 'workstation', title: 'Your own machine' } as const

const END_TIMEOUT_MS = 5000

export interface Shell {
  backend: TerminalBackend
  /** Secret of the shell's marks, where the shell makes marks. */
  nonce?: string
}

/**
 * A root shell in an instance. Its bytes come over the engine's API; where the API can't be hijacked (some proxies and
 * some Podman set-ups), over the engine's own command line behind a pty.
 */
export function instanceShell(found: ReadyEngine['found'], stack: Stack, instance: string): Shell {
  const shell = shellCommand({ nonce: randomBytes(16).toString('hex') })
  const containerId = stack.containerId(instance)
  const byApi = execBackend({ docker: found.docker, containerId, shell })
  const byCommandLine = ptyBackend({
    argv: dockerExecArgv({ dockerArgv: commandLine(found), containerId, shell }),
    env: ownEnvironment(),
    end: async () => void (await stack.exec(instance, endShellArgv(shell), { timeoutMs: END_TIMEOUT_MS })),
  })
  return { backend: firstThatOpens(byApi, byCommandLine), nonce: shell.nonce }
}

/** The player's own shell on their own machine, with the way in for customers in its environment. */
export function workstationShell(gatewayUrl: string): Shell {
  const isWindows = process.platform === 'win32'
  const argv = isWindows ? [process.env.COMSPEC ?? 'cmd.exe'] : [process.env.SHELL || '/bin/sh', '-l']
  const env = { ...ownEnvironment(), FIREDRILL_URL: gatewayUrl, TERM: 'xterm-256color' }
  return { backend: ptyBackend({ argv, env, cwd: homedir() }) }
}

function commandLine({ name, endpoint }: ReadyEngine['found']): string[] {
  return name.startsWith('Podman') ? ['podman', '--url', endpoint] : ['docker', '--host', endpoint]
}

/** Opens the first backend that can; the error of the first is the one that tells something when neither can. */
function firstThatOpens(first: TerminalBackend, second: TerminalBackend): TerminalBackend {
  return {
    open: (size) => first.open(size).catch((error) => second.open(size).catch(() => Promise.reject(error))),
  }
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
