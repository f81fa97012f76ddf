import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './driver.ts'
import { toStoreError } from './errors.ts'
import { openStore, StoreError } from './index.ts'
import { assertOrder, migrate, versionOf } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'

let folder: string
let file: string
const now = () => 0

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firedrill-open-'))
  file = join(folder, 'firedrill.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

function errorOf(run: () => unknown): StoreError {
  try {
    run()
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

function withDatabase<T>(work: (db: Database) => T, path = file): T {
  const db = openDatabase(path, { timeout: 0 })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

describe('opening', () => {
  it('makes the folder and a database in WAL mode with the newest version', () => {
    const nested = join(folder, 'a', 'b', 'firedrill.db')
    openStore({ file: nested, now }).close()
    withDatabase((db) => {
      expect(versionOf(db)).toBe(MIGRATIONS.at(-1)?.version)
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
      const tables = db.prepare(`SELECT strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'`).all()
      expect(tables.every((table) => (table as { strict: number }).strict === 1)).toBe(true)
    }, nested)
  })

  it('leaves a database from a newer version untouched and names both versions', () => {
    openStore({ file, now }).close()
    withDatabase((db) => db.pragma('user_version = 990'))
    const before = readFileSync(file)
    const error = errorOf(() => openStore({ file, now }))
    expect(error).toMatchObject({ code: 'NEWER', file })
    expect(error.message).toContain('990')
    expect(error.message).toContain(String(MIGRATIONS.at(-1)?.version))
    expect(error.advice).not.toBe('')
    expect(readFileSync(file)).toEqual(before)
  })

  it.each([
    ['text', (path: string) => writeFileSync(path, 'this was never a database, however long it may be\n'.repeat(100))],
    ['a cut end', (path: string) => truncateSync(path, 4096 * 2)],
    ['overwritten pages', (path: string) => writeFileSync(path, damaged(readFileSync(path)))],
  ])('reports a damaged file (%s) and leaves it untouched', (_, damage) => {
    openStore({ file, now }).close()
    damage(file)
    const before = readFileSync(file)
    expect(errorOf(() => openStore({ file, now }))).toMatchObject({ code: 'CORRUPT', file })
    expect(readFileSync(file)).toEqual(before)
  })

  it('takes an empty file for a new database', () => {
    writeFileSync(file, '')
    openStore({ file, now }).close()
    expect(withDatabase(versionOf)).toBeGreaterThan(0)
  })

  it('says when the place cannot be used', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(errorOf(() => openStore({ file: join(folder, 'file', 'firedrill.db'), now })).code).toBe('UNAVAILABLE')
    mkdirSync(file)
    expect(errorOf(() => openStore({ file, now })).code).toBe('UNAVAILABLE')
  })

  it('says when another program holds it', { timeout: 15_000 }, () => {
    withDatabase((db) => {
      db.exec('CREATE TABLE t (x); BEGIN EXCLUSIVE')
      expect(errorOf(() => openStore({ file, now })).code).toBe('LOCKED')
    })
  })
})

describe('an error of a running store', () => {
  const reported = (code: string) => toStoreError(file, Object.assign(new Error('as the driver says'), { code }))

  it.each([
    ['SQLITE_FULL', 'UNAVAILABLE', /The disk is full/],
    ['ENOSPC', 'UNAVAILABLE', /The disk is full/],
    ['SQLITE_IOERR_WRITE', 'UNAVAILABLE', /cannot be used/],
    ['SQLITE_CORRUPT_INDEX', 'CORRUPT', /is damaged/],
    ['SQLITE_BUSY_SNAPSHOT', 'LOCKED', /in use by another program/],
  ])('is told in words: %s', (code, expected, message) => {
    const error = reported(code)
    expect(error).toMatchObject({
      code: expected,
      file,
      message: expect.stringMatching(message),
      advice: expect.stringMatching(/\S/),
    })
  })

  it('comes through as it is when it is a defect', () => {
    expect(reported('SQLITE_CONSTRAINT')).not.toBeInstanceOf(StoreError)
  })
})

function damaged(content: Buffer): Buffer {
  return Buffer.concat([content.subarray(0, 4096), Buffer.alloc(content.length - 4096, 0x5a)])
}

describe('migrating', () => {
  const first = [{ version: 10, sql: 'CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1)' }]
  const second = [...first, { version: 20, sql: 'ALTER TABLE a ADD COLUMN y INTEGER' }]

  it('backs up an existing database before it changes it', () => {
    withDatabase((db) => migrate(db, file, first))
    expect(existsSync(`${file}.backup-10`)).toBe(false)
    withDatabase((db) => migrate(db, file, second))
    expect(withDatabase(versionOf)).toBe(20)
    const backup = withDatabase(
      (db) => ({ version: versionOf(db), rows: db.prepare('SELECT * FROM a').all() }),
      `${file}.backup-10`,
    )
    expect(backup).toEqual({ version: 10, rows: [{ x: 1 }] })
  })

  it('leaves the whole older version when a step fails', () => {
    withDatabase((db) => migrate(db, file, first))
    const broken = [...first, { version: 20, sql: 'CREATE TABLE b (x); SELECT nonsense' }]
    expect(() => withDatabase((db) => migrate(db, file, broken))).toThrow()
    expect(withDatabase((db) => db.prepare(`SELECT name FROM sqlite_schema WHERE name = 'b'`).all())).toEqual([])
    expect(withDatabase(versionOf)).toBe(10)
  })

  it('asserts the order of the steps', () => {
    expect(() => assertOrder(MIGRATIONS)).not.toThrow()
    expect(() =>
      assertOrder([
        { version: 10, sql: '' },
        { version: 30, sql: '' },
      ]),
    ).toThrow(/version 20/)
    expect(() => assertOrder([{ version: 20, sql: '' }])).toThrow(/version 10/)
  })
})

/** Appends without end and prints each seq once it is stored. */
const WRITER = `
  import { openStore } from './index.ts'
  const store = openStore({ file: process.argv[2], now: () => 0 })
  store.attempts.create({ id: 'a1', levelId: 'l', levelTitle: 'L', mode: 'drill', seed: 1, createdAt: 0 })
  for (;;) process.stdout.write(store.attempts.append('a1', { type: 'page.sent', data: {} }, 1).seq + '\\n')
`

describe('a process killed in mid-write', () => {
  it('loses nothing that was stored', { timeout: 30_000 }, async () => {
    const here = fileURLToPath(new URL('.', import.meta.url))
    const script = join(here, '..', '..', 'node_modules', `.store-writer-${process.pid}.mjs`)
    await build({
      stdin: { contents: WRITER, resolveDir: here, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: script,
    })
    try {
      const said = await writeUntilKilled(script)
      const store = openStore({ file, now })
      const events = store.attempts.events('a1')
      store.close()
      expect(said).toBeGreaterThan(100)
      expect(events.length).toBeGreaterThanOrEqual(said)
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    } finally {
      rmSync(script)
    }
  })
})

/** Resolves to the last seq that the killed process had reported. */
async function writeUntilKilled(script: string): Promise<number> {
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    if (output.length > 2000) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return Number(output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1))
}
