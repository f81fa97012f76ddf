import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firedrill-interrupt-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const program = (temporary) => `
import { rmSync } from 'node:fs'
import { run } from ${JSON.stringify(join(import.meta.dirname, 'command.mjs'))}
import { onInterrupt } from ${JSON.stringify(join(import.meta.dirname, 'interrupt.mjs'))}
onInterrupt(() => rmSync(${JSON.stringify(temporary)}))
const child = 'const { spawn } = require("node:child_process"); console.log(process.pid, spawn("sleep", ["600"]).pid)'
await run(process.execPath, ['-e', child], { onLine: (line) => console.log(line) })
`

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  it('ends children and their children, removes temporary files, and tells by the exit code', async () => {
    const temporary = join(folder, 'half-made')
    writeFileSync(temporary, '')
    writeFileSync(join(folder, 'program.mjs'), program(temporary))
    const child = spawn(process.execPath, [join(folder, 'program.mjs')])
    const pids = await new Promise((resolve) =>
      child.stdout.once('data', (line) => resolve(String(line).trim().split(' ').map(Number))),
    )
    const exit = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGINT')
    expect(await exit).toBe(130)
    expect(existsSync(temporary)).toBe(false)
    await expect.poll(() => pids.filter(isRunning)).toEqual([])
  })
})

/** Whether a process lives. One that has ended but was not yet collected by its parent doesn't. */
function isRunning(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}
