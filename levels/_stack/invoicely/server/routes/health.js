import { hostname } from 'node:os'

/** GET /healthz: what this instance is connected to. 503 as soon as one of them fails. */
export async function healthRoutes(app, { db, cache, storage }) {
  app.get('/healthz', async (_request, reply) => {
    const parts = {
      database: await works(() => db.query('SELECT 1')),
      cache: await works(() => cache.ping()),
      storage: await works(() => storage.check()),
    }
    const healthy = Object.values(parts).every((state) => state === 'ok')
    return reply.code(healthy ? 200 : 503).send({ status: healthy ? 'ok' : 'degraded', instance: hostname(), ...parts })
  })
}

async function works(probe) {
  try {
    await probe()
    return 'ok'
  } catch {
    return 'failing'
  }
}
