import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ptyBackend } from './pty-backend.ts'
import { createSession } from './session.ts'
import type { ShownText } from './types.ts'

/** Polls with patience: other tests may keep the machine busy. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 4000 })

const env = { PATH: process.env.PATH ?? '', PS1: '$ ' }

async function workstation(argv: string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'firedrill-pty-'))
  const shown: ShownText[] = []
  const exits: (number | null)[] = []
  const remove = () => rm(folder, { recursive: true })
  const session = await createSession({
    terminalId: 'terminal',
    instance: 'workstation',
    backend: ptyBackend({ argv, env }),
    cols: 80,
    rows: 24,
    now: () => 0,
    recordingFile: path.join(folder, 'a.cast'),
    onCommand: () => {},
    onText: (text) => shown.push(text),
    onExit: (code) => exits.push(code),
  }).catch(async (error) => {
    await remove()
    throw error
  })
  const close = async () => {
    await session.close()
    await remove()
  }
  return { session, exits, seen: () => shown.map(({ text }) => text).join('\n'), close }
}

it('runs a shell of this machine', async () => {
  const { session, exits, seen, close } = await workstation(['sh'])
  session.write('echo shown-$((1 + 1)); stty size\r')
  await eventually(seen).toMatch(/shown-2[\s\S]*24 80/)
  expect(seen()).not.toContain('1 + 1')
  session.write('exit 4\r')
  await eventually(() => exits).toEqual([4])
  await close()
})

it('ends a process that does not listen', async () => {
  const { exits, seen, close } = await workstation(['sh', '-c', 'trap "" HUP TERM; echo deaf; while :; do sleep 1; done'])
  await eventually(seen).toContain('deaf')
  await close()
  expect(exits).toEqual([137])
})

it('fails clearly when there is nothing to run', async () => {
  await expect(workstation([])).rejects.toThrow('needs a command')
})
