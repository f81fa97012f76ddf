import { one } from '../db.js'
import { verifyPassword } from '../passwords.js'
import { SESSION_COOKIE } from '../sessions.js'

const BODY = {
  type: 'object',
  required: ['email', 'password'],
  properties: { email: { type: 'string', maxLength: 200 }, password: { type: 'string', maxLength: 200 } },
}

const FIND_USER = `
  SELECT u.id, u.name, u.email, u.password_hash, u.account_id AS "accountId", a.name AS "accountName"
  FROM users u JOIN accounts a ON a.id = u.account_id
  WHERE u.email = lower($1)`

/** Sign in, who am I, sign out. */
export async function sessionRoutes(app, { db, sessions }) {
  app.post('/session', { schema: { body: BODY } }, async (request, reply) => {
    const found = await one(db, FIND_USER, [request.body.email])
    if (!found || !(await verifyPassword(request.body.password, found.password_hash))) {
      return reply.code(401).send({ error: 'wrong-credentials', message: 'E-mail or password is wrong.' })
    }
    const { password_hash: _secret, ...user } = found
    request.user = user
    const id = await sessions.open(user)
    reply.setCookie(SESSION_COOKIE, id, { path: '/', httpOnly: true, sameSite: 'lax' })
    return user
  })

  app.get('/session', async (request, reply) => {
    const user = await sessions.find(request.cookies[SESSION_COOKIE])
    return user ?? reply.code(401).send({ error: 'signed-out', message: 'Please sign in.' })
  })

  app.delete('/session', async (request, reply) => {
    await sessions.close(request.cookies[SESSION_COOKIE])
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send()
  })
}
