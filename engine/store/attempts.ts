import { type AttemptEvent, milestonesSchema, modeSchema, type NewEvent, parseEvent } from '../contract/index.ts'
import type { Database } from './driver.ts'
import type { AttemptRow, AttemptStore } from './types.ts'

interface StoredAttempt {
  id: string
  levelId: string
  levelTitle: string
  mode: string
  seed: number
  createdAt: number
  endedAt: number | null
  score: number | null
  max: number | null
  milestones: string | null
}

const COLUMNS = `id, level_id AS levelId, level_title AS levelTitle, mode, seed, created_at AS createdAt,
  ended_at AS endedAt, score, max, milestones`
const NEWEST_FIRST = 'ORDER BY created_at DESC, rowid DESC'

function toRow(stored: StoredAttempt): AttemptRow {
  return {
    ...stored,
    mode: modeSchema.parse(stored.mode),
    milestones: stored.milestones === null ? null : milestonesSchema.parse(JSON.parse(stored.milestones)),
  }
}

export function attemptStore(db: Database): AttemptStore {
  const create = db.prepare(
    `INSERT INTO attempts (id, level_id, level_title, mode, seed, created_at)
     VALUES (@id, @levelId, @levelTitle, @mode, @seed, @createdAt)`,
  )
  const list = db.prepare<[], StoredAttempt>(`SELECT ${COLUMNS} FROM attempts ${NEWEST_FIRST}`)
  const open = db.prepare<[], StoredAttempt>(`SELECT ${COLUMNS} FROM attempts WHERE ended_at IS NULL ${NEWEST_FIRST}`)
  const get = db.prepare<[string], StoredAttempt>(`SELECT ${COLUMNS} FROM attempts WHERE id = ?`)
  const finish = db.prepare(
    `UPDATE attempts SET ended_at = @endedAt, score = @score, max = @max, milestones = coalesce(@milestones, milestones)
     WHERE id = @id`,
  )
  const beat = db.prepare('UPDATE attempts SET heartbeat_at = max(coalesce(heartbeat_at, @at), @at) WHERE id = @id')
  const heartbeat = db.prepare<[string], { at: number | null }>('SELECT heartbeat_at AS at FROM attempts WHERE id = ?')
  return {
    create: ({ id, levelId, levelTitle, mode, seed, createdAt }) => {
      create.run({ id, levelId, levelTitle, mode, seed, createdAt })
    },
    ...eventLog(db),
    list: () => list.all().map(toRow),
    get: (id) => {
      const row = get.get(id)
      return row && toRow(row)
    },
    open: () => open.all().map(toRow),
    finish: (id, { endedAt, score, max, milestones }) => {
      finish.run({ id, endedAt, score, max, milestones: milestones ? JSON.stringify(milestones) : null })
    },
    heartbeat: (id, at) => {
      beat.run({ id, at })
    },
    heartbeatAt: (id) => heartbeat.get(id)?.at ?? null,
  }
}

interface StoredEvent {
  seq: number
  at: number
  type: string
  data: string
}

function eventLog(db: Database): Pick<AttemptStore, 'append' | 'events'> {
  const last = db.prepare<[string], { seq: number; at: number }>(
    'SELECT seq, at FROM events WHERE attempt_id = ? ORDER BY seq DESC LIMIT 1',
  )
  const insert = db.prepare('INSERT INTO events (attempt_id, seq, at, type, data) VALUES (?, ?, ?, ?, ?)')
  const select = db.prepare<[string], StoredEvent>('SELECT seq, at, type, data FROM events WHERE attempt_id = ? ORDER BY seq')
  const append = db.transaction((attemptId: string, event: NewEvent, at: number): AttemptEvent => {
    const before = last.get(attemptId)
    // A clock that was set back must not turn the log's order around.
    const stored = parseEvent({ ...event, seq: (before?.seq ?? 0) + 1, at: Math.max(at, before?.at ?? at) })
    insert.run(attemptId, stored.seq, stored.at, stored.type, JSON.stringify(stored.data))
    return stored
  })
  return {
    append: (attemptId, event, at) => append.immediate(attemptId, event, at),
    events: (attemptId) => select.all(attemptId).map((row) => parseEvent({ ...row, data: JSON.parse(row.data) })),
  }
}
