import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { protocol } from '../test/fakes/electron.ts'
import { resolveFile, serveRenderer } from './protocol.ts'

let base: string
let folder: string
let respond: (request: Request) => Promise<Response>

beforeAll(() => {
  base = mkdtempSync(path.join(tmpdir(), 'firedrill-protocol-'))
  folder = path.join(base, 'renderer')
  mkdirSync(path.join(folder, 'assets'), { recursive: true })
  writeFileSync(path.join(folder, 'index.html'), '<title>Firedrill</title>')
  writeFileSync(path.join(folder, 'assets/app.js'), 'start()')
  writeFileSync(path.join(base, 'secret.txt'), 'secret')
  mkdirSync(path.join(base, 'renderer-other'))
  writeFileSync(path.join(base, 'renderer-other/secret.txt'), 'secret')
  serveRenderer(protocol as never, folder)
  respond = vi.mocked(protocol.handle).mock.calls[0]?.[1] as never
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('app:// protocol', () => {
  it('serves the page and its files with their types and the policy', async () => {
    const page = await respond(new Request('app://firedrill/'))
    expect(await page.text()).toContain('Firedrill')
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'self'")
    expect(page.headers.get('Content-Security-Policy')).not.toContain("script-src 'self' 'unsafe")
    const script = await respond(new Request('app://firedrill/assets/app.js'))
    expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
  })

  it('serves the page for a route of the app', async () => {
    expect((await respond(new Request('app://firedrill/levels/disk-full'))).status).toBe(200)
  })

  it('says when there is no such file, and serves nothing to other methods', async () => {
    expect((await respond(new Request('app://firedrill/assets/none.js'))).status).toBe(404)
    expect((await respond(new Request('app://firedrill/', { method: 'POST' }))).status).toBe(405)
  })

  it.each([
    'app://firedrill/../secret.txt',
    'app://firedrill/../../etc/passwd.txt',
    'app://firedrill/%2e%2e/secret.txt',
    'app://firedrill/..%2fsecret.txt',
    'app://firedrill/..%5csecret.txt',
    'app://firedrill/%2e%2e%2frenderer-other%2fsecret.txt',
    'app://firedrill//etc/passwd.txt',
    'app://firedrill/assets/app.js%00.txt',
    'app://other/index.html',
    'file:///etc/passwd.txt',
  ])('never leaves its folder: %s', (url) => {
    const file = resolveFile(url, folder)
    expect(file === undefined || file.startsWith(folder + path.sep)).toBe(true)
  })

  it('refuses an encoded way out', () => {
    expect(resolveFile('app://firedrill/..%2f..%2fetc%2fpasswd.txt', folder)).toBeUndefined()
    expect(resolveFile('app://firedrill/%', folder)).toBeUndefined()
  })
})
