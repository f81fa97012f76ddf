import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compareWithStamp, readJson, writeJson } from './stamp.mjs'

let root
let compare

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'firedrill-stamp-'))
  mkdirSync(join(root, 'src/node_modules'), { recursive: true })
  writeFileSync(join(root, 'src/a.ts'), 'a')
  writeFileSync(join(root, 'src/a.test.ts'), 'test')
  writeFileSync(join(root, 'src/node_modules/b.js'), 'b')
  const stampFile = join(root, '.cache/stamp.json')
  compare = () => compareWithStamp({ root, stampFile, paths: ['src', 'absent'], accept: (path) => !path.endsWith('.test.ts') })
  writeJson(stampFile, compare().next)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('compareWithStamp', () => {
  it('is fresh when nothing has changed, and not without a stamp', () => {
    expect(compare().fresh).toBe(true)
    rmSync(join(root, '.cache'), { recursive: true })
    expect(compare().fresh).toBe(false)
  })

  it('notices changed, added and removed files', () => {
    writeFileSync(join(root, 'src/a.ts'), 'changed')
    expect(compare().fresh).toBe(false)
    writeFileSync(join(root, 'src/a.ts'), 'a')
    writeFileSync(join(root, 'src/c.ts'), 'c')
    expect(compare().fresh).toBe(false)
    rmSync(join(root, 'src/c.ts'))
    rmSync(join(root, 'src/a.ts'))
    expect(compare().fresh).toBe(false)
  })

  it('stays fresh when a file was touched only, and remembers its new time', () => {
    utimesSync(join(root, 'src/a.ts'), new Date(), new Date(1e12))
    expect(compare().fresh).toBe(true)
    expect(Object.values(readJson(join(root, '.cache/stamp.json')).files)).toEqual([`${1e12}:1`])
  })

  it('looks neither at tests nor at installed packages', () => {
    writeFileSync(join(root, 'src/a.test.ts'), 'changed')
    writeFileSync(join(root, 'src/node_modules/b.js'), 'changed')
    expect(compare().fresh).toBe(true)
  })

  it('starts over from a stamp that is not one', () => {
    writeFileSync(join(root, '.cache/stamp.json'), '{"files":')
    expect(compare().fresh).toBe(false)
  })

  it('leaves no temporary file', () => {
    expect(readdirSync(join(root, '.cache'))).toEqual(['stamp.json'])
  })
})
