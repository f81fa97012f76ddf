import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockDataFolder } from './lock.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'firedrill-lock-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

it('is held by one at a time', () => {
  const release = lockDataFolder(folder)
  expect(() => lockDataFolder(folder)).toThrow(/already open/)
  release()
  lockDataFolder(folder)()
})

it('is given back when its process is killed', async () => {
  // The same statement, in another process that gets no chance to clean up.
  const driver = Number(process.versions.napi) >= 10 ? 'better-sqlite3' : 'better-sqlite3-node20'
  const file = path.join(folder, 'in-use.lock')
  const script = `new (require('${driver}'))(${JSON.stringify(file)}).exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  expect(() => lockDataFolder(folder)).toThrow(/already open/)
  child.kill('SIGKILL')
  await once(child, 'exit')
  lockDataFolder(folder)()
})
