import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { one } from '../db.js'
import { findExport, listExports, requestExport } from '../exports.js'
import { ID_PARAMS } from './invoices.js'

const BODY = { type: 'object', properties: { customerId: { type: 'integer', minimum: 1, maximum: 2147483647 } } }

/** Ask for an export, watch it, download it. */
export async function exportRoutes(app, { db, cache, storage }) {
  const schema = { params: ID_PARAMS }

  app.get('/exports', (request) => listExports(db, request.user.accountId))

  app.post('/exports', { schema: { body: BODY } }, async (request, reply) => {
    const { accountId, id: userId } = request.user
    const { customerId } = request.body
    if (customerId && !(await one(db, 'SELECT 1 FROM customers WHERE account_id = $1 AND id = $2', [accountId, customerId]))) {
      return reply.code(404).send({ error: 'not-found', message: 'There is no such customer.' })
    }
    return reply.code(202).send(await requestExport({ db, cache }, { accountId, customerId, userId }))
  })

  app.get('/exports/:id', { schema }, async (request, reply) => {
    const job = await findExport(db, request.user.accountId, request.params.id)
    return job ?? reply.code(404).send({ error: 'not-found', message: 'There is no such export.' })
  })

  app.get('/exports/:id/file', { schema }, async (request, reply) => {
    const job = await findExport(db, request.user.accountId, request.params.id)
    const path = job?.fileName && join(storage.exportsDir, job.fileName)
    const found = path && (await stat(path).catch(() => undefined))
    if (!found) return reply.code(404).send({ error: 'expired', message: 'This export has expired. Ask for a new one.' })
    return reply
      .header('content-disposition', `attachment; filename="${job.fileName}"`)
      .header('content-length', found.size)
      .type('text/csv')
      .send(createReadStream(path))
  })
}
