import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { corruptError, newerError } from './errors.ts'

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'

/**
 * Looks at a database's first bytes before SQLite does, which may already write when it opens a file. A missing or empty
 * file is fine: it becomes a new database.
 *
 * @param newest the newest version that can be read
 * @throws StoreError CORRUPT when it isn't a database, or when its end is missing; NEWER when it is from the future
 */
export function checkHeader(file: string, newest: number): void {
  if (!existsSync(file)) return
  const sizeBytes = statSync(file).size
  if (sizeBytes === 0) return
  const header = readStart(file)
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw corruptError(file, 'it is not an SQLite database')
  if (sizeBytes < declaredBytes(header) && !hasLog(file)) throw corruptError(file, 'its end is missing')
  const version = header.readUInt32BE(60)
  if (version > newest) throw newerError(file, version, newest)
}

function readStart(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  const fd = openSync(file, 'r')
  try {
    readSync(fd, header, 0, HEADER_BYTES, 0)
  } finally {
    closeSync(fd)
  }
  return header
}

/** Page size times page count. The format writes 65,536 as 1. */
function declaredBytes(header: Buffer): number {
  const pageSize = header.readUInt16BE(16)
  return (pageSize === 1 ? 65_536 : pageSize) * header.readUInt32BE(28)
}

/** Whether a write-ahead log was left: its user died, or is still there. Pages may be in it that the file lacks. */
export function hasLog(file: string): boolean {
  const log = `${file}-wal`
  return existsSync(log) && statSync(log).size > 0
}
