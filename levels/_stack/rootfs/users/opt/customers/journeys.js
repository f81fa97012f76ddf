import { randomBytes } from 'node:crypto'
import { Disappointed } from './client.js'
import { between, pick } from './random.js'

const WORDS = ['Bakery', 'Hotel', 'Keller', 'Brewery', 'INV-2026', 'Gallery', 'Jansen', 'Clinic']
const SORTS = ['-issued', 'due', '-total', 'customer']
const EXPORT_TRIES = 40
const EXPORT_POLL_MS = 200

/**
 * What customers do. Each journey takes a signed-in customer and throws when it does not get what it came for.
 * `perSecond` is how often it is begun, over all customers.
 */
export function createJourneys({ random, largeKb }) {
  // One pool of noise for all uploads: fresh noise for each would cost more than the upload itself.
  const noise = randomBytes(largeKb.max * 1024 + 65536)
  const file = (kb) => {
    const start = between(random, 0, 65536)
    return noise.subarray(start, start + kb * 1024 + between(random, 0, 1023))
  }
  return {
    'sign-in': { perSecond: 0.4, run: signIn },
    browse: { perSecond: 2, run: (customer) => browse(customer, random) },
    'upload-small': { perSecond: 0.5, run: (customer) => uploadOne(customer, random, 'small', file(between(random, 30, 200))) },
    'upload-large': {
      perSecond: 0.3,
      run: (customer) => uploadOne(customer, random, 'large', file(between(random, largeKb.min, largeKb.max))),
    },
    export: { perSecond: 0.5, run: exportAll },
  }
}

async function signIn({ client, email, password }) {
  await client.signIn(email, password)
  await client.json('GET', '/api/session', 200)
}

async function browse({ client }, random) {
  const list = await client.json('GET', `/api/invoices?sort=${pick(random, SORTS)}&page=${between(random, 1, 5)}`, 200)
  await client.json('GET', `/api/invoices?search=${pick(random, WORDS)}`, 200)
  await client.json('GET', `/api/invoices/${pick(random, list.rows).id}`, 200)
}

/** Uploads, and takes back what the same customer uploaded the time before: traffic alone never fills the storage. */
async function uploadOne(customer, random, kind, content) {
  const { client, uploaded } = customer
  const list = await client.json('GET', '/api/invoices?sort=-issued', 200)
  const attachment = await client.upload(pick(random, list.rows).id, `scan-${between(random, 1000, 9999)}.pdf`, content)
  const before = uploaded[kind]
  uploaded[kind] = attachment.id
  if (before) await client.json('DELETE', `/api/attachments/${before}`, 204)
}

/** Asks for an export of everything, waits for it, downloads it. */
export async function exportAll({ client }) {
  const { id } = await client.json('POST', '/api/exports', 202, {})
  for (let tries = 0; tries < EXPORT_TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, EXPORT_POLL_MS))
    const job = await client.json('GET', `/api/exports/${id}`, 200)
    if (job.status === 'failed') throw new Disappointed('the export failed')
    if (job.status === 'done') return download(client, job)
  }
  throw new Disappointed('the export was not done in time')
}

async function download(client, job) {
  const { status, body } = await client.call('GET', `/api/exports/${job.id}/file`)
  if (status !== 200 || body.length !== job.bytes) throw new Disappointed(`export ${job.id}: ${status}, ${body.length} bytes`)
}
