import { createHash, randomUUID } from 'node:crypto'
import { Agent, request as httpRequest } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 16 })
const TIMEOUT_MS = 10_000

/** An answer the customer did not hope for. */
export class Disappointed extends Error {}

/**
 * One customer's browser: keeps the session cookie and comes from an address of its own.
 * `call` returns `{ status, headers, body }` with the body as a Buffer; it throws when no answer comes within ten seconds.
 */
export function createClient({ baseUrl, address }) {
  let cookie = ''

  function call(method, path, { body, headers = {} } = {}) {
    return new Promise((resolve, reject) => {
      const options = { method, agent, timeout: TIMEOUT_MS, headers: { 'x-forwarded-for': address, cookie, ...headers } }
      const request = httpRequest(new URL(path, baseUrl), options, (response) => {
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const [set] = response.headers['set-cookie'] ?? []
          if (set) cookie = set.split(';')[0]
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) })
        })
      })
      request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${path}`)))
      request.on('error', reject)
      request.end(body)
    })
  }

  /** Calls with JSON and expects one status; returns the answer parsed, or undefined when it is empty. */
  async function json(method, path, status, value) {
    const body = value === undefined ? undefined : JSON.stringify(value)
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const answer = await call(method, path, { body, headers })
    if (answer.status !== status) throw new Disappointed(`${method} ${path}: ${answer.status} instead of ${status}`)
    return answer.body.length > 0 ? JSON.parse(answer.body.toString()) : undefined
  }

  /** Attaches a file to an invoice; expects the back end to have stored just these bytes. Returns the attachment. */
  async function upload(invoiceId, name, content) {
    const boundary = `----customer${randomUUID()}`
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`
    const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)])
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': body.length }
    const path = `/api/invoices/${invoiceId}/attachments`
    const answer = await call('POST', path, { body, headers })
    if (answer.status !== 201)
      throw new Disappointed(`POST ${path} with ${content.length} bytes: ${answer.status} instead of 201`)
    const attachment = JSON.parse(answer.body.toString())
    if (attachment.sha256 !== sha256(content)) throw new Disappointed(`POST ${path}: stored something else than was sent`)
    return attachment
  }

  return {
    call,
    json,
    upload,
    signIn: (email, password) => json('POST', '/api/session', 200, { email, password }),
  }
}

export function sha256(content) {
  return createHash('sha256').update(content).digest('hex')
}
