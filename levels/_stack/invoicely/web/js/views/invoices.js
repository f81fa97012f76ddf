import { call } from '../api.js'
import { element, statusBadge } from '../dom.js'
import { day, money } from '../format.js'

const COLUMNS = [
  { key: 'number', title: 'Number' },
  { key: 'customer', title: 'Customer' },
  { key: 'issued', title: 'Issued' },
  { key: 'due', title: 'Due' },
  { key: 'status', title: 'Status' },
  { key: 'total', title: 'Total', className: 'number' },
]

/** The invoice list; search, sort and page are in the address. */
export async function showInvoices(view, params) {
  const sort = params.get('sort') ?? '-issued'
  const list = await call('GET', `/invoices?${params}`)
  const search = element('input', { type: 'search', placeholder: 'Number or customer', value: params.get('search') ?? '' })
  search.setAttribute('aria-label', 'Search invoices')
  const form = element('form', { className: 'tools' }, search, element('button', {}, 'Search'))
  form.append(element('span', { className: 'muted' }, `${list.total} invoices`))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    go({ search: search.value, sort })
  })
  view.replaceChildren(
    element('h1', {}, 'Invoices'),
    form,
    element('div', { className: 'card' }, table(list.rows, sort, params), pager(list, params, sort)),
  )
}

function table(rows, sort, params) {
  const heads = COLUMNS.map(({ key, title, className = '' }) => {
    const arrow = sort === key ? ' ↑' : sort === `-${key}` ? ' ↓' : ''
    const button = element('button', { type: 'button' }, title + arrow)
    button.addEventListener('click', () => go({ search: params.get('search') ?? '', sort: sort === key ? `-${key}` : key }))
    return element('th', { className }, button)
  })
  return element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows.map(row)))
}

function row(invoice) {
  const link = element('a', { href: `#/invoices/${invoice.id}` }, invoice.number)
  const line = element(
    'tr',
    { className: 'opens' },
    element('td', {}, link),
    element('td', {}, invoice.customerName),
    element('td', {}, day(invoice.issuedOn)),
    element('td', {}, day(invoice.dueOn)),
    element('td', {}, statusBadge(invoice.status)),
    element('td', { className: 'number' }, money(invoice.totalCents, invoice.currency)),
  )
  line.addEventListener('click', () => {
    location.hash = `#/invoices/${invoice.id}`
  })
  return line
}

function pager(list, params, sort) {
  const search = params.get('search') ?? ''
  const button = (title, page, enabled) => {
    const node = element('button', { type: 'button', className: 'quiet', disabled: !enabled }, title)
    node.addEventListener('click', () => go({ search, sort, page }))
    return node
  }
  return element(
    'div',
    { className: 'pages' },
    button('Back', list.page - 1, list.page > 1),
    element('span', { className: 'muted' }, `Page ${list.page} of ${list.pages}`),
    button('Next', list.page + 1, list.page < list.pages),
  )
}

function go(values) {
  location.hash = `#/invoices?${new URLSearchParams(values)}`
}
