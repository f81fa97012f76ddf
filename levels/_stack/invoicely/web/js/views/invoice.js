import { call } from '../api.js'
import { element, statusBadge } from '../dom.js'
import { day, money } from '../format.js'
import { attachmentsCard } from './attachments.js'

/** One invoice: its facts, line items and attachments. */
export async function showInvoice(view, id) {
  const invoice = await call('GET', `/invoices/${id}`)
  view.replaceChildren(
    element('p', {}, element('a', { href: '#/invoices' }, '← All invoices')),
    element('h1', {}, `Invoice ${invoice.number} `, statusBadge(invoice.status)),
    element('div', { className: 'card' }, facts(invoice)),
    element('div', { className: 'card' }, lineItems(invoice)),
    attachmentsCard(invoice),
  )
}

function facts(invoice) {
  const pairs = [
    ['Customer', invoice.customerName],
    ['Place', `${invoice.city}, ${invoice.country}`],
    ['Issued', day(invoice.issuedOn)],
    ['Due', day(invoice.dueOn)],
    ['Total', money(invoice.totalCents, invoice.currency)],
  ]
  const entries = pairs.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value)))
  return element('dl', { className: 'facts' }, ...entries)
}

function lineItems({ lineItems: items, currency }) {
  const heads = ['Description', 'Quantity', 'Price', 'Amount'].map((title, index) =>
    element('th', { className: index > 0 ? 'number' : '' }, title),
  )
  const rows = items.map((item) =>
    element(
      'tr',
      {},
      element('td', {}, item.description),
      element('td', { className: 'number' }, String(item.quantity)),
      element('td', { className: 'number' }, money(item.unitPriceCents, currency)),
      element('td', { className: 'number' }, money(item.unitPriceCents * item.quantity, currency)),
    ),
  )
  return element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows))
}
