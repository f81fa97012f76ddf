import pg from 'pg'
import { log } from './log.js'

/** A pool that connects at the first query, so the app starts whether or not the database is there yet. */
export function connectDatabase(url) {
  const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 3000, application_name: 'invoicely' })
  pool.on('error', (error) => log('WARN', `database connection lost: ${error.message}`))
  return pool
}

/** The first row of a query, or undefined. */
export async function one(db, text, values) {
  const { rows } = await db.query(text, values)
  return rows[0]
}
