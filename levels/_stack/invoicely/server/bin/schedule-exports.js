import { connectCache } from '../cache.js'
import { readConfig } from '../config.js'
import { connectDatabase } from '../db.js'
import { requestExport } from '../exports.js'
import { log } from '../log.js'

/** The scheduled run (cron): asks for an export for every account that has ordered a regular one. */
const config = readConfig(process.env)
const db = connectDatabase(config.databaseUrl)
const cache = connectCache(config.redisUrl)
const { rows } = await db.query('SELECT id FROM accounts WHERE regular_export ORDER BY id')
for (const account of rows) await requestExport({ db, cache }, { accountId: account.id })
log('INFO', `scheduled ${rows.length} regular exports`)
await db.end()
cache.disconnect()
