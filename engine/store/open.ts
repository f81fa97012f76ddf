import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { attemptStore } from './attempts.ts'
import { type Database, openDatabase } from './driver.ts'
import { corruptError, guarded, toStoreError } from './errors.ts'
import { checkHeader, hasLog } from './header.ts'
import { migrate, newestOf } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { settingsStore } from './settings.ts'
import { terminalStore } from './terminals.ts'
import type { Store, StoreOptions } from './types.ts'

/** Another process (the command line beside the app) may write at the same time; wait that long for it. */
const BUSY_TIMEOUT_MS = 2000

/**
 * Up to this size all pages are looked at each time. A larger database is looked at when its last user didn't close it;
 * damage in it is told when it is met.
 */
const ALWAYS_CHECKED_BYTES = 16 * 1024 ** 2

/**
 * Opens the database, makes it when it is missing and migrates it when it is old.
 *
 * @throws StoreError with what is wrong and what to do; the file is then as it was
 */
export function openStore({ file, now }: StoreOptions): Store {
  try {
    mkdirSync(dirname(file), { recursive: true })
    checkHeader(file, newestOf(MIGRATIONS))
    const db = prepare(file)
    return {
      attempts: guarded(file, attemptStore(db)),
      terminals: guarded(file, terminalStore(db)),
      settings: guarded(file, settingsStore(db, now)),
      close: () => db.close(),
    }
  } catch (error) {
    throw toStoreError(file, error)
  }
}

function prepare(file: string): Database {
  const db = openDatabase(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    checkPages(db, file)
    migrate(db, file, MIGRATIONS)
    db.pragma('journal_mode = WAL')
    // In WAL mode this loses nothing when the process dies, and never damages the file when the power goes.
    db.pragma('synchronous = NORMAL')
    db.pragma('foreign_keys = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function checkPages(db: Database, file: string): void {
  const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes > ALWAYS_CHECKED_BYTES && !hasLog(file)) return
  const result = db.pragma('quick_check(1)', { simple: true })
  if (result !== 'ok') throw corruptError(file, String(result))
}
