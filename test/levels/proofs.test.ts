import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** Every shipped level: untouched it fails, its solution passes with every objective. The full proof is `firedrill level prove`. */

const ROOT = path.join(import.meta.dirname, '..', '..')
const levels = readdirSync(path.join(ROOT, 'levels'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map(({ name }) => name)

describe.each(levels)('%s', (level) => {
  it.each(['untouched', 'solve'])('%s', async (script) => {
    // A seed of its own each day: every variant gets its turn, and a failure can be had again the same day.
    const seed = Math.floor(Date.now() / 86_400_000)
    const args = ['level', 'prove', level, '--only', script, '--seed', String(seed), '--json']
    const child = spawn(process.execPath, [path.join(ROOT, 'dist/engine/cli.js'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let json = ''
    child.stdout.on('data', (chunk) => {
      json += chunk
    })
    await once(child, 'close')
    const { runs } = JSON.parse(json) as { runs: { ok: boolean; why: string; script: string }[] }
    expect(runs.map(({ why, ok }) => ({ why, ok }))).toEqual([{ why: '', ok: true }])
  })
})
