import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { join } from 'node:path'

const PING_TIMEOUT_MS = 2000

/**
 * The first endpoint where an engine answers.
 * @param {import('./docker-endpoints.mjs').Endpoint[]} endpoints
 * @returns {Promise<{ endpoint: object } | { endpoint: undefined, denied: object[] }>} `denied` are sockets that are
 *   there but not for this user
 */
export async function findEngine(endpoints) {
  const denied = []
  for (const endpoint of endpoints) {
    if (endpoint.socketPath?.startsWith('/') && !endpoint.socketPath.startsWith('//') && !existsSync(endpoint.socketPath))
      continue
    const answer = await ping(endpoint)
    if (answer === 'ok') return { endpoint }
    if (answer === 'denied') denied.push(endpoint)
  }
  return { endpoint: undefined, denied }
}

/**
 * Whether an engine answers at an endpoint.
 * @returns {Promise<'ok' | 'denied' | 'silent'>}
 */
export async function ping(endpoint) {
  try {
    const { status } = await request(endpoint, 'GET', '/_ping', { timeoutMs: PING_TIMEOUT_MS })
    return status === 200 ? 'ok' : 'silent'
  } catch (error) {
    return error.code === 'EACCES' ? 'denied' : 'silent'
  }
}

/** Id of an image, or `undefined` where the engine has none of that name. */
export async function imageId(endpoint, name) {
  const { status, body } = await request(endpoint, 'GET', `/images/${encodeURIComponent(name)}/json`)
  return status === 200 ? JSON.parse(body).Id : undefined
}

/** Ids of the images whose name matches a pattern such as `firedrill/*`. */
export async function imageIds(endpoint, reference) {
  const filters = encodeURIComponent(JSON.stringify({ reference: [reference] }))
  const { status, body } = await request(endpoint, 'GET', `/images/json?filters=${filters}`)
  return status === 200 ? JSON.parse(body).map((image) => image.Id) : []
}

/**
 * Sends one request to an engine's API.
 * @param {object} endpoint
 * @param {string} method
 * @param {string} path
 * @param {object} [options]
 * @param {import('node:stream').Readable} [options.input] body, streamed
 * @param {(line: string) => void} [options.onLine] each line of the answer as it comes
 * @param {number} [options.timeoutMs] longest silence
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<{ status: number, body: string }>}
 */
export function request(endpoint, method, path, { input, onLine, timeoutMs, signal } = {}) {
  return new Promise((resolve, reject) => {
    const client = endpoint.tlsFolder === undefined ? http : https
    const headers = input ? { 'Content-Type': 'application/x-tar', 'Transfer-Encoding': 'chunked' } : {}
    const outgoing = client.request({ ...address(endpoint), method, path, headers, signal, agent: false }, (answer) => {
      let body = ''
      let rest = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk) => {
        body += chunk
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) onLine?.(line)
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
      answer.on('error', reject)
    })
    outgoing.on('error', reject)
    if (timeoutMs) {
      outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)))
    }
    if (!input) return outgoing.end()
    // pipe, not pipeline: the caller decides whether the end of the input is a good one.
    input.on('error', (error) => outgoing.destroy(error))
    input.pipe(outgoing)
  })
}

function address(endpoint) {
  if (endpoint.socketPath) return { socketPath: endpoint.socketPath }
  const { host, port, tlsFolder } = endpoint
  if (!tlsFolder) return { host, port }
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFileSync(join(tlsFolder, name)))
  return { host, port, ca, cert, key }
}
