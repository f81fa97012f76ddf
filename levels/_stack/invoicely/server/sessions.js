import { randomBytes } from 'node:crypto'

export const SESSION_COOKIE = 'invoicely_session'
const LIFETIME_S = 8 * 60 * 60

/** Sessions live in Redis, so that either app instance knows them. */
export function createSessions(cache) {
  return {
    async open(user) {
      const id = randomBytes(24).toString('base64url')
      await cache.set(`session:${id}`, JSON.stringify(user), 'EX', LIFETIME_S)
      return id
    },
    async find(id) {
      const text = id ? await cache.get(`session:${id}`) : null
      return text ? JSON.parse(text) : undefined
    },
    async close(id) {
      if (id) await cache.del(`session:${id}`)
    },
  }
}

/** A hook that answers 401 unless somebody is signed in, and puts them on `request.user`. */
export function requireUser(sessions) {
  return async (request, reply) => {
    request.user = await sessions.find(request.cookies[SESSION_COOKIE])
    if (!request.user) return reply.code(401).send({ error: 'signed-out', message: 'Please sign in.' })
  }
}
