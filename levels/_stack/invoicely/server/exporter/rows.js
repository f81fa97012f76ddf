const PAGE = `
  SELECT i.id, i.number AS invoice, c.name AS customer, to_char(i.issued_on, 'YYYY-MM-DD') AS issued,
         to_char(i.due_on, 'YYYY-MM-DD') AS due, i.status, i.currency, l.position, l.description, l.quantity,
         to_char(l.unit_price_cents / 100.0, 'FM999999990.00') AS unit_price
  FROM (SELECT * FROM invoices
        WHERE account_id = $1 AND id > $2 AND ($3::int IS NULL OR customer_id = $3) ORDER BY id LIMIT $4) i
  JOIN customers c ON c.id = i.customer_id
  JOIN line_items l ON l.invoice_id = i.id
  ORDER BY i.id, l.position`

/** The lines of an account's invoices, in pages of whole invoices, so that a large account never sits in memory. */
export async function* pagesOfLines(db, { accountId, customerId, pageInvoices }) {
  let after = 0
  for (;;) {
    const { rows } = await db.query(PAGE, [accountId, after, customerId, pageInvoices])
    if (rows.length === 0) return
    yield rows
    after = rows[rows.length - 1].id
  }
}
