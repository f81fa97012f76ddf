import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Docker from 'dockerode'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  createSession,
  dockerExecArgv,
  endShellArgv,
  execBackend,
  ptyBackend,
  type RanCommand,
  readRecording,
  type ShellCommand,
  type ShownText,
  shellCommand,
  type TerminalBackend,
  type TerminalSession,
} from '../../engine/terminal/index.ts'
import { MemoryWindow } from '../fakes/memory-channel.ts'

const docker = new Docker()
const PROMPT_MS = 15_000
let container: Docker.Container
let folder: string

/** Runs a command from outside and gives its output. */
async function run(...command: string[]): Promise<string> {
  const exec = await container.exec({ Cmd: command, AttachStdout: true, Tty: true })
  const stream = await exec.start({ Tty: true })
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Names of all processes in the container but its init and the asking shell. */
const processNames = () => run('sh', '-c', 'for d in /proc/[0-9]*; do read -r n <$d/comm && echo $n; done 2>/dev/null')

const backends: Record<string, (shell: ShellCommand) => TerminalBackend> = {
  exec: (shell) => execBackend({ docker, containerId: container.id, shell }),
  pty: (shell) =>
    ptyBackend({
      argv: dockerExecArgv({ dockerArgv: ['docker'], containerId: container.id, shell }),
      env: { PATH: process.env.PATH ?? '', HOME: folder },
      end: async () => void (await run(...endShellArgv(shell))),
    }),
}

interface Opened {
  session: TerminalSession
  window: MemoryWindow
  commands: RanCommand[]
  shown: ShownText[]
  exits: (number | null)[]
  recordingFile: string
  /** Enters a line and waits for the next prompt. */
  enter(line: string): Promise<void>
}

const open: TerminalSession[] = []

async function openSession(backend: (shell: ShellCommand) => TerminalBackend): Promise<Opened> {
  const shell = shellCommand({ nonce: randomUUID() })
  const commands: RanCommand[] = []
  const shown: ShownText[] = []
  const exits: (number | null)[] = []
  const recordingFile = path.join(folder, `${randomUUID()}.cast`)
  const session = await createSession({
    terminalId: randomUUID(),
    instance: 'box',
    backend: backend(shell),
    cols: 100,
    rows: 30,
    now: Date.now,
    recordingFile,
    nonce: shell.nonce,
    onCommand: (command) => commands.push(command),
    onText: (text) => shown.push(text),
    onExit: (code) => exits.push(code),
  })
  open.push(session)
  const window = new MemoryWindow()
  session.attach(window.channel)
  const enter = async (line: string) => {
    session.write(`${line}\r`)
    await session.whenPrompt(PROMPT_MS)
  }
  await session.whenPrompt(PROMPT_MS)
  return { session, window, commands, shown, exits, recordingFile, enter }
}

/** Polls with patience: other tests may keep the machine busy. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: PROMPT_MS })

const textOf = (shown: ShownText[]) => shown.map(({ text }) => text).join('\n')

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firedrill-terminal-'))
  container = await docker.createContainer({
    Image: 'debian:bookworm-slim',
    Cmd: ['sleep', 'infinity'],
    Labels: { 'firedrill.stack': 'terminal-test' },
    HostConfig: { Init: true, NetworkMode: 'none' },
  })
  await container.start()
  const log = '10.0.0.9 - - [01/Jan/2026:00:00:00 +0000] "POST /api/files HTTP/1.1" 413 183'
  await run('sh', '-c', `for i in 1 2 3; do echo '${log}'; done > /var/log/access.log`)
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.close()))
})

afterAll(async () => {
  await container?.remove({ force: true })
  if (folder) await rm(folder, { recursive: true })
})

describe.each(Object.keys(backends))('a terminal by %s', (name) => {
  const start = () => openSession(backends[name] as (typeof backends)[string])

  it('tells command, directory, exit code and output', async () => {
    const { enter, commands, session, window, recordingFile } = await start()
    await enter('cd /var/log; true')
    await enter(`printf 'a;b\\n'; (exit 7)`)
    expect(commands).toMatchObject([
      { command: 'cd /var/log; true', cwd: '/', exitCode: 0 },
      { command: `printf 'a;b\\n'; (exit 7)`, cwd: '/var/log', exitCode: 7 },
    ])
    const { from = 0, to = 0 } = commands[1]?.output ?? {}
    expect(Buffer.from(window.text).subarray(from, to).toString()).toBe('a;b\r\n')
    expect(session.bytes).toBe(Buffer.byteLength(window.text))
    await session.close()
    expect(await readRecording(recordingFile)).toContain('a;b\\r\\n')
  })

  it('sees what the log shows and not what was typed', async () => {
    const { enter, shown } = await start()
    await enter('# " 413 "')
    await enter('x=" 413 "')
    expect(textOf(shown)).not.toContain('413')
    await enter('grep 413 /var/log/access.log | head -1')
    expect(shown).toMatchObject([{ command: 'grep 413 /var/log/access.log | head -1' }])
    expect(textOf(shown)).toMatch(/^10\.0\.0\.9 .* 413 183$/)
  })

  it('ignores marks that were printed by hand', async () => {
    const { enter, commands, shown } = await start()
    await enter(`printf '\\e]633;E;rm -rf /;guess\\a\\e]633;C\\a\\e]633;D;0\\aafter\\n'`)
    expect(commands).toHaveLength(1)
    expect(commands[0]?.command).toMatch(/^printf/)
    expect(textOf(shown)).toBe('after')
  })

  it('resizes and interrupts', async () => {
    const { enter, window, session, commands, shown } = await start()
    window.post({ type: 'resize', cols: 132, rows: 43 })
    window.post({ type: 'resize', cols: 'many', rows: -1 })
    await eventually(async () => enter('stty size').then(() => textOf(shown))).toContain('43 132')
    session.write('sleep 100\r')
    await eventually(() => window.text).toMatch(/sleep 100\r\n/)
    await new Promise((resolve) => setTimeout(resolve, 300))
    window.type('\x03')
    await session.whenPrompt(PROMPT_MS)
    expect(commands.at(-1)).toMatchObject({ command: 'sleep 100', exitCode: 130 })
  })

  it('tells the exit code and shows it to a window that comes later', async () => {
    const { session, window, exits, commands } = await start()
    session.write('exit 5\r')
    await eventually(() => exits).toEqual([5])
    expect(window.controls).toEqual([
      { type: 'replay', bytes: expect.any(Number) },
      { type: 'exit', exitCode: 5 },
    ])
    expect(commands.at(-1)?.command).toBe('exit 5')
    const late = new MemoryWindow()
    session.attach(late.channel)
    expect(late.controls.map(({ type }) => type)).toEqual(['replay', 'exit'])
    await expect(session.whenPrompt(1000)).rejects.toThrow('ended')
  })

  it('leaves no process behind, but lets a daemon go on', async () => {
    const { enter, session, exits, window } = await start()
    await enter('setsid sleep 1003 </dev/null >/dev/null 2>&1 &')
    await enter('sleep 1001 & (trap "" HUP TERM; exec -a stubborn sleep 1002) &')
    session.write('exec bash\r')
    session.write('echo anew-$((1 + 1))\r')
    await eventually(() => window.text).toContain('anew-2')
    expect(await processNames()).toContain('bash')
    await session.close()
    expect(exits).toHaveLength(1)
    const left = await run('sh', '-c', 'for d in /proc/[0-9]*; do tr "\\0" " " <$d/cmdline; echo; done 2>/dev/null')
    expect(left).not.toMatch(/bash|1001|stubborn/)
    expect(left).toContain('sleep 1003')
    await run('sh', '-c', 'kill -9 $(grep -l 1003 /proc/[0-9]*/cmdline | cut -d/ -f3)')
  })

  it('brings a window that comes back up to date', async () => {
    const { enter, session, window } = await start()
    await enter('echo "before $((40 + 2))"')
    window.close()
    await enter('echo "meanwhile $((40 + 3))"')
    const again = new MemoryWindow()
    session.attach(again.channel)
    expect(again.controls).toEqual([{ type: 'replay', bytes: again.receivedBytes }])
    expect(again.text).toMatch(/before 42[\s\S]*meanwhile 43/)
  })

  it('stops at a window that has fallen behind, and not at one that has gone', async () => {
    const { session, window } = await start()
    window.acknowledges = false
    session.write('head -c 20000000 /dev/zero | tr "\\0" "x" | fold -w 100\r')
    await eventually(() => window.receivedBytes).toBeGreaterThan(512 * 1024)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const stoppedAt = session.bytes
    expect(stoppedAt).toBeLessThan(2 * 1024 * 1024)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(session.bytes).toBe(stoppedAt)
    window.close()
    await session.whenPrompt(60_000)
    expect(session.bytes).toBeGreaterThan(20_000_000)
  })

  it('answers at once while another terminal floods', async () => {
    const [quiet, loud] = [await start(), await start()]
    loud.session.write('yes a line of a flood that does not end\r')
    const tookMs: number[] = []
    for (let i = 0; i < 10; i++) {
      const startedAt = performance.now()
      await quiet.enter(`echo ${i}`)
      tookMs.push(performance.now() - startedAt)
    }
    loud.window.type('\x03')
    await loud.session.whenPrompt(PROMPT_MS)
    expect(tookMs.sort((a, b) => a - b)[5]).toBeLessThan(500)
  })

  it('knows commands that history leaves out, spans of lines, and output beside the prompt', async () => {
    const { enter, session, commands, shown } = await start()
    await enter('HISTCONTROL=ignorespace')
    await enter(' echo hidden')
    session.write('for i in 1 2\rdo echo "n$i"\rdone\r')
    await eventually(() => textOf(shown)).toContain('n2')
    await session.whenPrompt(PROMPT_MS)
    expect(commands.slice(1).map(({ command }) => command)).toEqual(['echo hidden', 'for i in 1 2; do echo "n$i"; done'])
    expect(textOf(shown)).toBe('hidden\nn1\nn2')
    await enter('(sleep 0.4; echo from-behind; sleep 0.1) &')
    await eventually(() => shown.some(({ text }) => text.includes('from-behind') && !text.includes('echo'))).toBe(true)
  })

  it('sees what nested shells and questions show, without the echo', async () => {
    const { enter, session, shown } = await start()
    session.write('sh\r')
    await eventually(() => textOf(shown)).toContain('#')
    session.write('echo secret-$((6 * 7))\r')
    await eventually(() => textOf(shown)).toContain('secret-42')
    session.write('exit\r')
    await session.whenPrompt(PROMPT_MS)
    expect(textOf(shown)).not.toContain('6 * 7')
    await enter(':')
  })
})

describe('the exec backend', () => {
  it('fails clearly where there is no container', async () => {
    const shell = shellCommand({ nonce: randomUUID() })
    await expect(openSession(() => execBackend({ docker, containerId: 'no-such-container', shell }))).rejects.toThrow(
      /No such container/,
    )
  })

  it('falls back to sh where the image has no bash', async () => {
    await run('mv', '/bin/bash', '/bin/hidden-bash')
    try {
      const { enter, shown, exits, session } = await openSession(backends.exec as (typeof backends)[string])
      await enter('# 413')
      await enter('echo $((20 + 22))')
      expect(textOf(shown)).toContain('42')
      expect(textOf(shown)).not.toContain('413')
      session.write('exit 3\r')
      await eventually(() => exits).toEqual([3])
    } finally {
      await run('mv', '/bin/hidden-bash', '/bin/bash')
    }
  })
})
