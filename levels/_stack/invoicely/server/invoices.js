import { one } from './db.js'

/** What the list may be sorted by: the name in the URL, and the expression behind it. */
const SORTS = {
  number: 'i.number',
  customer: 'c.name',
  issued: 'i.issued_on',
  due: 'i.due_on',
  total: 'i.total_cents',
  status: 'i.status',
}
export const PAGE_SIZE = 25

const COLUMNS = `
  i.id, i.number, i.status, i.currency, i.total_cents AS "totalCents",
  to_char(i.issued_on, 'YYYY-MM-DD') AS "issuedOn", to_char(i.due_on, 'YYYY-MM-DD') AS "dueOn",
  c.id AS "customerId", c.name AS "customerName"`

/** One page of an account's invoices: `{ rows, total, page, pages }`. `sort` is a name of SORTS, with `-` in front to descend. */
export async function listInvoices(db, accountId, { search = '', sort = '-issued', page = 1 }) {
  const descending = sort.startsWith('-')
  const column = SORTS[descending ? sort.slice(1) : sort] ?? SORTS.issued
  const where = `i.account_id = $1 AND ($2 = '' OR i.number ILIKE '%' || $2 || '%' OR c.name ILIKE '%' || $2 || '%')`
  const from = 'FROM invoices i JOIN customers c ON c.id = i.customer_id'
  const { total } = await one(db, `SELECT count(*)::int AS total ${from} WHERE ${where}`, [accountId, search])
  const { rows } = await db.query(
    `SELECT ${COLUMNS} ${from} WHERE ${where} ORDER BY ${column} ${descending ? 'DESC' : 'ASC'}, i.id DESC LIMIT $3 OFFSET $4`,
    [accountId, search, PAGE_SIZE, (page - 1) * PAGE_SIZE],
  )
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)) }
}

/** An invoice with its line items and attachments; undefined when the account has none of that id. */
export async function findInvoice(db, accountId, id) {
  const invoice = await one(
    db,
    `SELECT ${COLUMNS}, i.notes, c.email AS "customerEmail", c.city, c.country
     FROM invoices i JOIN customers c ON c.id = i.customer_id WHERE i.account_id = $1 AND i.id = $2`,
    [accountId, id],
  )
  if (!invoice) return undefined
  const items = await db.query(
    `SELECT position, description, quantity, unit_price_cents AS "unitPriceCents"
     FROM line_items WHERE invoice_id = $1 ORDER BY position`,
    [id],
  )
  const attachments = await db.query(
    `SELECT id, file_name AS "fileName", media_type AS "mediaType", bytes::int, sha256, created_at AS "createdAt"
     FROM attachments WHERE invoice_id = $1 ORDER BY id`,
    [id],
  )
  return { ...invoice, lineItems: items.rows, attachments: attachments.rows }
}
