import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { openDatabase } from './driver.ts'
import { StoreError, toStoreError } from './errors.ts'

/**
 * Takes a data folder for this process, so that two apps never play the same attempt. The lock is SQLite's own on a file
 * of its own: the operating system gives it back when the process dies, however it dies.
 *
 * @returns gives the folder back
 * @throws StoreError LOCKED when another Firedrill has it
 */
export function lockDataFolder(folder: string): () => void {
  const file = path.join(folder, 'in-use.lock')
  try {
    mkdirSync(folder, { recursive: true })
    const db = openDatabase(file, { timeout: 0 })
    try {
      db.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      throw error
    }
    return () => db.close()
  } catch (error) {
    const translated = toStoreError(file, error)
    if (!(translated instanceof StoreError) || translated.code !== 'LOCKED') throw translated
    const advice = 'Go on in that one, or close it first. A second one can run with another folder in FIREDRILL_DATA.'
    throw new StoreError('LOCKED', folder, `Another Firedrill is already open on ${folder}.`, advice, error)
  }
}
