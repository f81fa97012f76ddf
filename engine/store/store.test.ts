import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../contract/index.ts'
import { openDatabase } from './driver.ts'
import { openStore, type Store } from './index.ts'

const ATTEMPT = { id: 'a1', levelId: 'disk-full', levelTitle: 'No room', mode: 'drill', seed: 7, createdAt: 1000 } as const
const MILESTONES = { acknowledged: 1, firstStatusUpdate: null, diagnosed: 2, mitigated: null, resolved: 3 }

let folder: string
let file: string
let store: Store

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firedrill-store-'))
  file = join(folder, 'data', 'firedrill.db')
  store = openStore({ file, now: () => 5000 })
})

afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

function inDatabase<T>(sql: string): T {
  const db = openDatabase(file, {})
  try {
    const statement = db.prepare(sql)
    return (statement.reader ? statement.all() : statement.run()) as T
  } finally {
    db.close()
  }
}

describe('the log of an attempt', () => {
  beforeEach(() => store.attempts.create(ATTEMPT))

  it('numbers events and gives them back as they were', () => {
    store.attempts.append('a1', { type: 'page.sent', data: {} }, 1000)
    store.attempts.append('a1', { type: 'hint.taken', data: { hintId: 'look' } }, 1500.5)
    expect(store.attempts.events('a1')).toEqual([
      { seq: 1, at: 1000, type: 'page.sent', data: {} },
      { seq: 2, at: 1500.5, type: 'hint.taken', data: { hintId: 'look' } },
    ])
  })

  it('never goes back in time when the clock does', () => {
    store.attempts.append('a1', { type: 'page.sent', data: {} }, 2000)
    expect(store.attempts.append('a1', { type: 'page.acknowledged', data: {} }, 1000).at).toBe(2000)
  })

  it('refuses an event that the contract does not know', () => {
    const bad = { type: 'hint.taken', data: { hintId: 3 } } as never
    expect(() => store.attempts.append('a1', bad, 1)).toThrow(/hintId/)
    expect(store.attempts.events('a1')).toEqual([])
  })

  it('refuses an event of an attempt that does not exist', () => {
    expect(() => store.attempts.append('nobody', { type: 'page.sent', data: {} }, 1)).toThrow(/FOREIGN KEY/)
  })

  it.each(['UPDATE events SET at = 0', 'DELETE FROM events'])('is append-only: %s', (sql) => {
    store.attempts.append('a1', { type: 'page.sent', data: {} }, 1000)
    expect(() => inDatabase(sql)).toThrow('append-only')
  })
})

describe('attempts', () => {
  it('are listed newest first, and are open until they finish', () => {
    store.attempts.create(ATTEMPT)
    store.attempts.create({ ...ATTEMPT, id: 'a2', createdAt: 2000 })
    store.attempts.finish('a1', { endedAt: 3000, score: 612, max: 800, milestones: MILESTONES })
    expect(store.attempts.list().map(({ id }) => id)).toEqual(['a2', 'a1'])
    expect(store.attempts.open().map(({ id }) => id)).toEqual(['a2'])
    expect(store.attempts.get('a1')).toEqual({ ...ATTEMPT, endedAt: 3000, score: 612, max: 800, milestones: MILESTONES })
    expect(store.attempts.get('a3')).toBeUndefined()
  })

  it('keep their milestones when only the score changes', () => {
    store.attempts.create(ATTEMPT)
    store.attempts.finish('a1', { endedAt: 3000, score: 600, max: 800, milestones: MILESTONES })
    store.attempts.finish('a1', { endedAt: 3000, score: 700, max: 1000 })
    expect(store.attempts.get('a1')).toMatchObject({ score: 700, max: 1000, milestones: MILESTONES })
  })

  it('remember the last sign of life', () => {
    store.attempts.create(ATTEMPT)
    expect(store.attempts.heartbeatAt('a1')).toBeNull()
    store.attempts.heartbeat('a1', 1200)
    store.attempts.heartbeat('a1', 1100)
    expect(store.attempts.heartbeatAt('a1')).toBe(1200)
  })

  it('are still there when the store is opened again', () => {
    store.attempts.create(ATTEMPT)
    store.attempts.append('a1', { type: 'page.sent', data: {} }, 1000)
    store.close()
    store = openStore({ file, now: () => 5000 })
    expect(store.attempts.events('a1')).toHaveLength(1)
  })
})

describe('terminals', () => {
  it('are kept with their recording and its size', () => {
    store.attempts.create(ATTEMPT)
    store.terminals.create({ id: 't1', attemptId: 'a1', instance: 'proxy', openedAt: 1, file: 'a1/t1.cast' })
    store.terminals.finish('t1', { closedAt: 9, bytes: 1234 })
    const row = { id: 't1', attemptId: 'a1', instance: 'proxy', openedAt: 1, closedAt: 9, bytes: 1234, file: 'a1/t1.cast' }
    expect(store.terminals.get('t1')).toEqual(row)
    expect(store.terminals.list('a1')).toEqual([row])
    expect(store.terminals.list('a2')).toEqual([])
  })
})

describe('settings', () => {
  it('start with the defaults and keep what is set', () => {
    expect(store.settings.get()).toEqual(DEFAULT_SETTINGS)
    expect(store.settings.set({ sound: false })).toEqual({ ...DEFAULT_SETTINGS, sound: false })
    expect(store.settings.get()).toEqual({ ...DEFAULT_SETTINGS, sound: false })
  })

  it('refuse a value that is not valid', () => {
    expect(() => store.settings.set({ theme: 'pink' } as never)).toThrow(/theme/)
  })

  it.each([`'"pink"'`, `'{ not json'`])('set a bad value aside and use the default: %s', (value) => {
    store.settings.set({ sound: false })
    inDatabase(`INSERT INTO settings (key, value) VALUES ('theme', ${value})`)
    expect(store.settings.get()).toEqual({ ...DEFAULT_SETTINGS, sound: false })
    expect(store.settings.get()).toEqual({ ...DEFAULT_SETTINGS, sound: false })
    const kept = inDatabase<{ key: string; value: string; rejected_at: number }[]>('SELECT * FROM rejected_settings')
    expect(kept).toMatchObject([{ key: 'theme', value: value.slice(1, -1), rejected_at: 5000 }])
  })
})
