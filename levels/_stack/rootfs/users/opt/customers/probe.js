import { randomBytes, randomInt } from 'node:crypto'
import { connect } from 'node:net'
import { createClient, Disappointed, sha256 } from './client.js'
import { exportAll } from './journeys.js'

/**
 * What the checks of levels ask from outside. Prints what it found; exits 0 when it holds, 1 when it does not.
 *   probe.js upload MIN_KB MAX_KB   a file of random size and content is stored, comes back the same, and is deleted again
 *   probe.js export                 an export is made and can be downloaded
 *   probe.js browse                 sign in, list, detail
 *   probe.js declare GB             exits 0 when the front door refuses a body of that size by its declared length
 * BASE_URL says where; the front door unless it is set.
 */
const BASE_URL = process.env.BASE_URL ?? 'http://gateway/'
const REFUSAL_TIMEOUT_MS = 3000
const ACTIONS = { upload, browse, declare, export: exportOnce }

const [action, ...args] = process.argv.slice(2)
try {
  console.log(await ACTIONS[action](...args.map(Number)))
} catch (error) {
  console.log(error.message)
  process.exit(1)
}
process.exit(0)

async function signedIn() {
  const client = createClient({ baseUrl: BASE_URL, address: `198.51.100.${randomInt(2, 250)}` })
  await client.signIn('keiko@fennel.example', 'invoicely')
  const list = await client.json('GET', '/api/invoices?sort=-issued', 200)
  return { client, invoiceId: list.rows[randomInt(list.rows.length)].id }
}

async function browse() {
  const { client, invoiceId } = await signedIn()
  await client.json('GET', `/api/invoices/${invoiceId}`, 200)
  return 'signed in, saw the list and an invoice'
}

async function exportOnce() {
  const { client } = await signedIn()
  await exportAll({ client })
  return 'an export was made and downloaded'
}

async function upload(minKb, maxKb) {
  const { client, invoiceId } = await signedIn()
  const content = randomBytes(randomInt(minKb * 1024, maxKb * 1024))
  const { id } = await client.upload(invoiceId, `document-${randomInt(1e6)}.pdf`, content)
  const { status, body } = await client.call('GET', `/api/attachments/${id}/file`)
  await client.json('DELETE', `/api/attachments/${id}`, 204)
  if (status !== 200 || sha256(body) !== sha256(content))
    throw new Disappointed(`upload of ${content.length} bytes came back different`)
  return `${content.length} bytes were stored and came back`
}

/** Announces a body and sends only its beginning: a server with a limit refuses at once, one without waits for the rest. */
function declare(gigabytes) {
  const { hostname, port } = new URL(BASE_URL)
  const bytes = gigabytes * 1024 ** 3
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port || 80), hostname)
    const giveUp = setTimeout(() => finish(reject, new Disappointed(`a body of ${gigabytes} GB is taken`)), REFUSAL_TIMEOUT_MS)
    const finish = (settle, value) => {
      clearTimeout(giveUp)
      socket.destroy()
      settle(value)
    }
    socket.on('error', (error) => finish(reject, error))
    socket.on('data', (data) => {
      const status = /^HTTP\/1\.1 (\d+)/.exec(data.toString())?.[1]
      if (status === '413') finish(resolve, `a body of ${gigabytes} GB is refused`)
      else finish(reject, new Disappointed(`a body of ${gigabytes} GB got ${status}`))
    })
    socket.write(
      'POST /api/invoices/1/attachments HTTP/1.1\r\nHost: invoicely\r\n' +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${bytes}\r\n\r\n--x\r\n`,
    )
  })
}
