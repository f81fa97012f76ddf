import { buildApp } from './app.js'
import { connectCache } from './cache.js'
import { readConfig } from './config.js'
import { connectDatabase } from './db.js'
import { log } from './log.js'
import { createStorage } from './storage.js'

const config = readConfig(process.env)
const storage = createStorage(config.storageDir)
await storage.prepare()
const db = connectDatabase(config.databaseUrl)
const cache = connectCache(config.redisUrl)
const app = await buildApp({ config, db, cache, storage })

await app.listen({ host: '0.0.0.0', port: config.port })
log('INFO', `invoicely is listening on port ${config.port}`)

process.on('SIGTERM', async () => {
  log('INFO', 'stopping')
  await app.close()
  await db.end()
  cache.disconnect()
  process.exit(0)
})
