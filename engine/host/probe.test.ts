import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evidenceSchema } from '../contract/index.ts'
import type { Stack } from '../runtime/index.ts'
import { probe } from './probe.ts'

let server: Server
let gatewayUrl: string

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('X-Served-By', 'app-1')
    response.statusCode = request.url === '/broken' ? 502 : 200
    response.end(request.url === '/broken' ? 'bad gateway' : `hello ${request.method}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  gatewayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => server.close())

type Exec = Stack['exec']

/** Looks through a stack of which only what is given exists. */
function look(evidence: unknown, exec?: Exec) {
  const leaf = evidenceSchema.parse(evidence) as Parameters<typeof probe>[1]
  const stack = { gatewayUrl, exec } as Stack
  return probe(stack, leaf, async (path) => `script of ${path}`, new AbortController().signal)
}

const exits =
  (exitCode: number | null, stdout = ''): Exec =>
  () =>
    Promise.resolve({ exitCode, stdout, stderr: '' })

describe('http', () => {
  it('holds when status, body and header fit', async () => {
    const expect_ = { status: [200, 204], body: 'hello POST', header: { 'x-served-by': '^app-' } }
    expect(await look({ http: { method: 'POST', path: '/', body: 'x', expect: expect_ } })).toMatchObject({ holds: true })
  })

  it('says what does not fit', async () => {
    const result = await look({ http: { path: '/broken', expect: { status: 200, body: 'hello' } } })
    expect(result).toEqual({ holds: false, detail: 'GET /broken: status 502, expected 200; body does not match hello' })
  })

  it('takes a refused connection as a result, not as an error', async () => {
    const closed = { gatewayUrl: 'http://127.0.0.1:1' } as Stack
    const leaf = evidenceSchema.parse({ http: { path: '/', expect: { status: 200 } } }) as Parameters<typeof probe>[1]
    expect(await probe(closed, leaf, async () => '', new AbortController().signal)).toMatchObject({ holds: false })
  })
})

describe('exec', () => {
  const leaf = (more = {}) => ({ exec: { instance: 'users', script: 'checks/a.sh', ...more } })

  it('holds on exit code 0, and when the output fits', async () => {
    expect(await look(leaf(), exits(0))).toMatchObject({ holds: true })
    expect(await look(leaf(), exits(1, 'first\nno upload went through\n'))).toEqual({
      holds: false,
      detail: 'no upload went through',
    })
    expect(await look(leaf({ output: '^rows=\\d+$' }), exits(0, 'x\nrows=12\n'))).toMatchObject({ holds: true })
    expect(await look(leaf({ output: '^rows=\\d+$' }), exits(0, 'rows='))).toMatchObject({ holds: false })
  })

  it('does not hold when it takes too long or the instance is gone', async () => {
    expect(await look(leaf(), exits(null))).toEqual({ holds: false, detail: 'checks/a.sh did not finish within 10s' })
    const gone: Exec = () => Promise.reject(new Error('container is not running'))
    expect(await look(leaf(), gone)).toEqual({ holds: false, detail: 'checks/a.sh: container is not running' })
  })

  it('runs the script of the level', async () => {
    let argv: string[] = []
    await look(leaf(), (_instance, given) => {
      argv = given
      return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' })
    })
    expect(argv).toEqual(['bash', '-c', 'script of checks/a.sh', 'checks/a.sh'])
  })
})
