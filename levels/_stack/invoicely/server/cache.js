import Redis from 'ioredis'
import { log } from './log.js'

/** Redis for sessions and the export queue. A request waits for one retry only, then fails with a clear error. */
export function connectCache(url) {
  const cache = new Redis(url, { maxRetriesPerRequest: 1, retryStrategy: (attempt) => Math.min(attempt * 100, 1000) })
  let last = ''
  cache.on('error', (error) => {
    // The client reports every attempt; one line for each new cause is enough.
    if (error.message !== last) log('WARN', `cache: ${error.message}`)
    last = error.message
  })
  cache.on('ready', () => {
    last = ''
  })
  return cache
}
