import { renameSync, rmSync } from 'node:fs'
import type { Database } from './driver.ts'
import { newerError } from './errors.ts'

export interface Migration {
  /** A multiple of ten, stored as the database's `user_version`. */
  version: number
  sql: string
}

/** Throws unless the steps are numbered in tens without a gap, so that a merge of two branches can't lose one. */
export function assertOrder(migrations: readonly Migration[]): void {
  for (const [index, { version }] of migrations.entries()) {
    if (version !== (index + 1) * 10)
      throw new RangeError(`migration ${index + 1} must have version ${(index + 1) * 10}, not ${version}`)
  }
}

export function newestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

export function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number
}

/**
 * Brings a database up to the newest version. One that holds something already is copied to
 * `<file>.backup-<version>` first. Each step is one transaction, so a crash leaves a whole older version.
 *
 * @throws StoreError NEWER when the database comes from a newer Firedrill
 */
export function migrate(db: Database, file: string, migrations: readonly Migration[]): void {
  assertOrder(migrations)
  const newest = newestOf(migrations)
  const found = versionOf(db)
  if (found > newest) throw newerError(file, found, newest)
  if (found > 0 && found < newest) backUp(db, `${file}.backup-${found}`)
  for (const migration of migrations) applyStep(db, migration)
}

function backUp(db: Database, target: string): void {
  // Made beside the target, so that a crash never leaves half a backup under the right name.
  const part = `${target}.part`
  rmSync(part, { force: true })
  db.prepare('VACUUM INTO ?').run(part)
  renameSync(part, target)
}

function applyStep(db: Database, migration: Migration): void {
  const apply = db.transaction(() => {
    // Read under the lock: another process may have done it while this one waited.
    if (versionOf(db) >= migration.version) return
    db.exec(migration.sql)
    db.pragma(`user_version = ${migration.version}`)
  })
  apply.immediate()
}
