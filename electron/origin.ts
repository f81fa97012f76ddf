/** The one origin that the app's windows load from. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'firedrill'
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`

/** Whether an address belongs to the app itself. */
export function isAppUrl(address: string): boolean {
  const url = parseUrl(address)
  // Compared by part: the `origin` of a scheme that Node doesn't know is always "null".
  return url?.protocol === `${APP_SCHEME}:` && url.host === APP_HOST
}

/** Whether an address may be opened in the system's browser: the web over TLS, and what runs on this machine. */
export function isAllowedExternal(address: string): boolean {
  const url = parseUrl(address)
  if (!url || url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1')
}

function parseUrl(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined
}
