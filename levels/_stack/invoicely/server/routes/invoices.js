import { findInvoice, listInvoices } from '../invoices.js'

const QUERY = {
  type: 'object',
  properties: {
    search: { type: 'string', maxLength: 100 },
    sort: { type: 'string', maxLength: 20 },
    page: { type: 'integer', minimum: 1, maximum: 100000 },
  },
}
export const ID_PARAMS = { type: 'object', properties: { id: { type: 'integer', minimum: 1, maximum: 2147483647 } } }

/** The invoice list and one invoice. */
export async function invoiceRoutes(app, { db }) {
  app.get('/invoices', { schema: { querystring: QUERY } }, (request) => listInvoices(db, request.user.accountId, request.query))

  app.get('/invoices/:id', { schema: { params: ID_PARAMS } }, async (request, reply) => {
    const invoice = await findInvoice(db, request.user.accountId, request.params.id)
    return invoice ?? reply.code(404).send({ error: 'not-found', message: 'There is no such invoice.' })
  })
}
