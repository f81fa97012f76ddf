import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './imports.ts'

const LEVELS = path.join(ROOT, 'levels')
const folders = readdirSync(LEVELS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map((entry) => entry.name)

describe.skipIf(folders.length === 0).each(folders)('level %s', (id) => {
  const folder = path.join(LEVELS, id)
  const proofs = existsSync(path.join(folder, 'proof')) ? readdirSync(path.join(folder, 'proof')) : []
  const count = (pattern: RegExp) => proofs.filter((name) => pattern.test(name)).length

  it('has its files', () => {
    for (const name of ['level.yaml', 'compose.yaml']) expect(statSync(path.join(folder, name)).isFile(), name).toBe(true)
    expect(readdirSync(path.join(folder, 'fault')), 'fault/').not.toEqual([])
  })

  it('comes with its proof', () => {
    expect(count(/^solve\.sh$/), 'proof/solve.sh').toBe(1)
    expect(count(/^alternative-.+\.sh$/), 'proof/alternative-*.sh').toBeGreaterThanOrEqual(1)
    expect(count(/^wrong-.+\.sh$/), 'proof/wrong-*.sh').toBeGreaterThanOrEqual(3)
  })
})
