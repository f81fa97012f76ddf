import { call } from '../api.js'
import { element, statusBadge, toast } from '../dom.js'
import { moment, size } from '../format.js'

const REFRESH_MS = 2000

/** The account's exports; refreshes itself while one is under way and the view is open. */
export async function showExports(view) {
  const rows = element('tbody')
  const button = element('button', { type: 'button' }, 'Export all invoices')
  button.addEventListener('click', async () => {
    try {
      await call('POST', '/exports', {})
      await refresh(rows)
    } catch (error) {
      toast(error.message)
    }
  })
  view.replaceChildren(
    element('h1', {}, 'Exports'),
    element('div', { className: 'tools' }, button, element('span', { className: 'muted' }, 'CSV, one line per position')),
    element('div', { className: 'card' }, element('table', {}, rows)),
  )
  await refresh(rows)
}

async function refresh(rows) {
  const jobs = await call('GET', '/exports')
  rows.replaceChildren(...jobs.map(jobRow))
  const waiting = jobs.some((job) => job.status === 'queued' || job.status === 'running')
  if (waiting) setTimeout(() => rows.isConnected && refresh(rows), REFRESH_MS)
}

function jobRow(job) {
  const file =
    job.status === 'done'
      ? element('a', { href: `/api/exports/${job.id}/file`, download: '' }, `Download (${size(job.bytes)})`)
      : element('span', { className: 'muted' }, job.status === 'failed' ? 'No file' : 'In a moment')
  return element(
    'tr',
    {},
    element('td', {}, moment(job.createdAt)),
    element('td', {}, statusBadge(job.status)),
    element('td', { className: 'number' }, file),
  )
}
