import type { Database } from './driver.ts'
import type { TerminalRow, TerminalStore } from './types.ts'

const COLUMNS = 'id, attempt_id AS attemptId, instance, opened_at AS openedAt, closed_at AS closedAt, bytes, file'

export function terminalStore(db: Database): TerminalStore {
  const create = db.prepare(
    `INSERT INTO terminals (id, attempt_id, instance, opened_at, file) VALUES (@id, @attemptId, @instance, @openedAt, @file)`,
  )
  const list = db.prepare<[string], TerminalRow>(
    `SELECT ${COLUMNS} FROM terminals WHERE attempt_id = ? ORDER BY opened_at, rowid`,
  )
  const get = db.prepare<[string], TerminalRow>(`SELECT ${COLUMNS} FROM terminals WHERE id = ?`)
  const finish = db.prepare('UPDATE terminals SET closed_at = @closedAt, bytes = @bytes WHERE id = @id')
  return {
    create: ({ id, attemptId, instance, openedAt, file }) => {
      create.run({ id, attemptId, instance, openedAt, file })
    },
    list: (attemptId) => list.all(attemptId),
    get: (id) => get.get(id),
    finish: (id, { closedAt, bytes }) => {
      finish.run({ id, closedAt, bytes })
    },
  }
}
