import { one } from './db.js'

/** The Redis list the exporter takes its work from. */
export const EXPORT_QUEUE = 'exports:queue'

const COLUMNS = `
  id, status, customer_id AS "customerId", file_name AS "fileName", invoices, bytes::int,
  created_at AS "createdAt", finished_at AS "finishedAt"`

/** Asks for an export of an account's invoices, or of one customer's. Returns the job. */
export async function requestExport({ db, cache }, { accountId, customerId = null, userId = null }) {
  const job = await one(
    db,
    `INSERT INTO export_jobs (account_id, customer_id, requested_by) VALUES ($1, $2, $3) RETURNING ${COLUMNS}`,
    [accountId, customerId, userId],
  )
  await cache.lpush(EXPORT_QUEUE, job.id)
  return job
}

/** One job of an account, or undefined. */
export function findExport(db, accountId, id) {
  return one(db, `SELECT ${COLUMNS} FROM export_jobs WHERE account_id = $1 AND id = $2`, [accountId, id])
}

/** An account's latest jobs. */
export async function listExports(db, accountId) {
  const { rows } = await db.query(`SELECT ${COLUMNS} FROM export_jobs WHERE account_id = $1 ORDER BY id DESC LIMIT 20`, [
    accountId,
  ])
  return rows
}
