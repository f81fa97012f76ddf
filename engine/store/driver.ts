import { createRequire } from 'node:module'
import type BetterSqlite3 from 'better-sqlite3'

export type Database = BetterSqlite3.Database

/** better-sqlite3 13 is built for this Node-API; on an older one it doesn't fail to load, it crashes the process. */
const NEEDED_NAPI = 10

/** Opens a database with the build of SQLite that this Node or Electron can load. */
export function openDatabase(file: string, options: BetterSqlite3.Options): Database {
  const name = Number(process.versions.napi) >= NEEDED_NAPI ? 'better-sqlite3' : 'better-sqlite3-node20'
  const Driver = createRequire(import.meta.url)(name) as typeof BetterSqlite3
  return new Driver(file, options)
}
