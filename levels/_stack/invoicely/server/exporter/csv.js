const HEADER = ['invoice', 'customer', 'issued', 'due', 'status', 'currency', 'position', 'description', 'quantity', 'unit_price']

export const csvHeader = `${HEADER.join(',')}\n`

/** One line of CSV (RFC 4180): a field with a comma, quote or line break is quoted. */
export function csvLine(row) {
  return `${HEADER.map((name) => field(row[name])).join(',')}\n`
}

function field(value) {
  const text = String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
