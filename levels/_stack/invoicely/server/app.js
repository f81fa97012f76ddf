import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify from 'fastify'
import { log, logRequest } from './log.js'
import { attachmentRoutes } from './routes/attachments.js'
import { exportRoutes } from './routes/exports.js'
import { healthRoutes } from './routes/health.js'
import { invoiceRoutes } from './routes/invoices.js'
import { sessionRoutes } from './routes/session.js'
import { createSessions, requireUser } from './sessions.js'

/** The HTTP app over its connections: `{ config, db, cache, storage }`. Does not listen yet. */
export async function buildApp(services) {
  const app = Fastify({ logger: false, forceCloseConnections: true })
  const sessions = createSessions(services.cache)
  await app.register(cookie)
  await app.register(multipart, { limits: { files: 1, fileSize: services.config.uploadLimitBytes } })

  app.decorateRequest('user', null)
  app.addHook('onResponse', async (request, reply) => {
    // The balancer asks every few seconds; its questions would drown the customers' requests.
    if (request.url !== '/healthz') logRequest(request, reply)
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not-found', message: 'There is nothing here.' }))

  await app.register(healthRoutes, services)
  await app.register(sessionRoutes, { ...services, sessions, prefix: '/api' })
  await app.register(async (signedIn) => {
    signedIn.addHook('onRequest', requireUser(sessions))
    await signedIn.register(invoiceRoutes, { ...services, prefix: '/api' })
    await signedIn.register(attachmentRoutes, { ...services, prefix: '/api' })
    await signedIn.register(exportRoutes, { ...services, prefix: '/api' })
  })
  return app
}

function answerError(error, request, reply) {
  const status = error.statusCode ?? 500
  if (status < 500) return reply.code(status).send({ error: error.code ?? 'bad-request', message: error.message })
  log('ERROR', `${request.method} ${request.url} failed: ${error.message}`)
  // What is left of an upload must be read, or the next request on the proxy's connection waits for ever.
  request.raw.unpipe()
  request.raw.resume()
  return reply.code(500).send({ error: 'internal', message: 'Something went wrong on our side. Please try again later.' })
}
