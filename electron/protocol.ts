import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Protocol } from 'electron'
import { CONTENT_SECURITY_POLICY, mediaType } from '../engine/contract/page.ts'
import { APP_SCHEME, isAppUrl } from './origin.ts'

/** Privileges of `app:`; they must be registered before Electron is ready. */
export const APP_SCHEME_PRIVILEGES = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/** Serves the built renderer under `app://firedrill/`. */
export function serveRenderer(protocol: Protocol, folder: string): void {
  protocol.handle(APP_SCHEME, (request) => respond(request, folder))
}

async function respond(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
  const file = resolveFile(request.url, folder)
  if (!file) return refuse(403)
  try {
    const headers = {
      'Content-Type': mediaType(file),
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'X-Content-Type-Options': 'nosniff',
    }
    return new Response(new Uint8Array(await readFile(file)), { headers })
  } catch {
    return refuse(404)
  }
}

/**
 * The file that an address of the app means.
 * @returns undefined for another origin and for anything outside the folder, however it is written
 */
export function resolveFile(address: string, folder: string): string | undefined {
  if (!isAppUrl(address)) return undefined
  let pathname: string
  try {
    pathname = decodeURIComponent(new URL(address).pathname)
  } catch {
    return undefined
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return undefined
  // The router keeps its routes in the path; a path without an extension is the page itself.
  const name = path.posix.extname(pathname) === '' ? 'index.html' : pathname
  const root = path.resolve(folder)
  const file = path.resolve(root, `./${name}`)
  return file.startsWith(root + path.sep) ? file : undefined
}

function refuse(status: number): Response {
  return new Response(null, { status })
}
