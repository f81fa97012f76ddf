import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { one } from '../db.js'
import { joinParts, writeParts } from './parts.js'
import { pagesOfLines } from './rows.js'

const START = `
  UPDATE export_jobs SET status = 'running' WHERE id = $1 AND status IN ('queued', 'running')
  RETURNING id, account_id AS "accountId", customer_id AS "customerId"`
const FINISH = `
  UPDATE export_jobs SET status = 'done', file_name = $2, bytes = $3, invoices = $4, finished_at = now() WHERE id = $1`
const FAIL = `UPDATE export_jobs SET status = 'failed', error = $2, finished_at = now() WHERE id = $1`

/**
 * Runs one export: writes it in parts, puts them together under its final name, and marks the job done.
 * Returns `{ fileName, bytes, invoices }`, or undefined when there is no such job to run. When it fails the job
 * is marked failed, nothing half-written stays, and the cause is thrown on.
 */
export async function runExport({ db, dir, options, trace }, jobId) {
  const job = await one(db, START, [jobId])
  if (!job) return undefined
  const fileName = `invoices-${job.accountId}-${job.id}.csv`
  const partsDir = join(dir, 'parts', String(job.id))
  try {
    const pages = pagesOfLines(db, { ...job, pageInvoices: options.pageInvoices })
    const { files, invoices } = await writeParts(partsDir, pages, trace)
    const bytes = await joinParts(files, join(dir, fileName))
    await db.query(FINISH, [job.id, fileName, bytes, invoices])
    if (!options.keepParts) await rm(partsDir, { recursive: true })
    return { fileName, bytes, invoices }
  } catch (error) {
    await rm(partsDir, { recursive: true, force: true })
    await db.query(FAIL, [job.id, error.message])
    throw error
  }
}
