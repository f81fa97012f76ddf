import { call, upload } from '../api.js'
import { element, toast } from '../dom.js'
import { moment, size } from '../format.js'

/** The attachments of an invoice, with the form that adds one. */
export function attachmentsCard(invoice) {
  const rows = element('tbody', {}, ...invoice.attachments.map(attachmentRow))
  const picker = element('input', { type: 'file', name: 'file', required: true })
  picker.setAttribute('aria-label', 'File to attach')
  const button = element('button', {}, 'Upload')
  const progress = element('progress', { max: 1, value: 0, hidden: true })
  const form = element('form', { className: 'tools' }, picker, button, progress)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    button.disabled = true
    progress.hidden = false
    try {
      const saved = await upload(invoice.id, picker.files[0], (share) => {
        progress.value = share
      })
      if (saved) {
        rows.append(attachmentRow(saved))
        form.reset()
      }
    } catch (error) {
      toast(error.message)
    } finally {
      button.disabled = false
      progress.hidden = true
    }
  })
  const hint = element('p', { className: 'muted' }, 'PDF, images or archives, up to 20 MB each.')
  return element('div', { className: 'card' }, element('h2', {}, 'Attachments'), element('table', {}, rows), form, hint)
}

function attachmentRow(attachment) {
  const link = element('a', { href: `/api/attachments/${attachment.id}/file`, download: '' }, attachment.fileName)
  const remove = element('button', { type: 'button', className: 'quiet' }, 'Delete')
  const row = element(
    'tr',
    {},
    element('td', {}, link),
    element('td', { className: 'number' }, size(attachment.bytes)),
    element('td', {}, moment(attachment.createdAt)),
    element('td', { className: 'number' }, remove),
  )
  remove.addEventListener('click', async () => {
    try {
      await call('DELETE', `/attachments/${attachment.id}`)
      row.remove()
    } catch (error) {
      toast(error.message)
    }
  })
  return row
}
