import { connectCache } from '../cache.js'
import { readConfig } from '../config.js'
import { connectDatabase } from '../db.js'
import { EXPORT_QUEUE } from '../exports.js'
import { log } from '../log.js'
import { createStorage } from '../storage.js'
import { runExport } from './export-job.js'
import { pruneExports } from './retention.js'
import { openTrace } from './trace.js'

/** The exporter: takes export jobs from the queue, one at a time. */
const config = readConfig(process.env)
const storage = createStorage(config.storageDir)
await storage.prepare()
const db = connectDatabase(config.databaseUrl)
const cache = connectCache(config.redisUrl)
const { keep, trace: traceOn } = config.exports
const context = {
  db,
  dir: storage.exportsDir,
  options: config.exports,
  trace: openTrace(storage.exportsDir, traceOn),
}
let stopping = false

process.on('SIGTERM', async () => {
  stopping = true
  log('INFO', 'stopping')
  cache.disconnect()
  await db.end()
  process.exit(0)
})

log('INFO', `exporter is waiting for work; it keeps ${keep === 0 ? 'every export' : `the newest ${keep} exports`}`)
while (!stopping) {
  try {
    const [, jobId] = (await cache.brpop(EXPORT_QUEUE, 5)) ?? []
    if (jobId) await work(jobId)
  } catch (error) {
    if (stopping) break
    log('ERROR', `queue: ${error.message}`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

async function work(jobId) {
  try {
    const done = await runExport(context, jobId)
    if (!done) return
    const removed = await pruneExports(storage.exportsDir, keep)
    log('INFO', `export ${jobId} done: ${done.fileName} invoices=${done.invoices} bytes=${done.bytes} removed=${removed}`)
  } catch (error) {
    log('ERROR', `export ${jobId} failed: ${error.message}`)
  }
}
