import { one } from '../db.js'
import { ID_PARAMS } from './invoices.js'

const FIND = `
  SELECT t.id, t.file_name AS "fileName", t.media_type AS "mediaType", t.stored_as AS "storedAs", t.bytes::int
  FROM attachments t JOIN invoices i ON i.id = t.invoice_id
  WHERE i.account_id = $1 AND t.id = $2`

const INSERT = `
  INSERT INTO attachments (invoice_id, file_name, media_type, bytes, sha256, stored_as, uploaded_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  RETURNING id, file_name AS "fileName", media_type AS "mediaType", bytes::int, sha256, created_at AS "createdAt"`

/** Upload, download and delete attachments. */
export async function attachmentRoutes(app, { config, db, storage }) {
  const schema = { params: ID_PARAMS }

  app.post('/invoices/:id/attachments', { schema }, async (request, reply) => {
    const { id } = request.params
    const invoice = await one(db, 'SELECT id FROM invoices WHERE account_id = $1 AND id = $2', [request.user.accountId, id])
    if (!invoice) return reply.code(404).send({ error: 'not-found', message: 'There is no such invoice.' })
    const part = await request.file()
    if (!part) return reply.code(400).send({ error: 'no-file', message: 'Choose a file first.' })

    const stored = await storage.save(part.file)
    if (part.file.truncated) {
      await storage.remove(stored.storedAs)
      const limitMb = config.uploadLimitBytes / 1024 / 1024
      return reply.code(413).send({ error: 'too-large', message: `Attachments can have up to ${limitMb} MB.` })
    }
    const name = part.filename.slice(0, 200)
    const row = await one(db, INSERT, [id, name, part.mimetype, stored.bytes, stored.sha256, stored.storedAs, request.user.id])
    return reply.code(201).send(row)
  })

  app.get('/attachments/:id/file', { schema }, async (request, reply) => {
    const found = await one(db, FIND, [request.user.accountId, request.params.id])
    if (!found) return reply.code(404).send({ error: 'not-found', message: 'There is no such attachment.' })
    const name = encodeURIComponent(found.fileName)
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .header('content-length', found.bytes)
      .type(found.mediaType)
      .send(storage.read(found.storedAs))
  })

  app.delete('/attachments/:id', { schema }, async (request, reply) => {
    const found = await one(db, FIND, [request.user.accountId, request.params.id])
    if (!found) return reply.code(404).send({ error: 'not-found', message: 'There is no such attachment.' })
    await db.query('DELETE FROM attachments WHERE id = $1', [found.id])
    await storage.remove(found.storedAs)
    return reply.code(204).send()
  })
}
