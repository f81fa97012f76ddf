import { type App, type IpcMainEvent, type Session, shell, type WebContents } from 'electron'
import { isAllowedExternal, isAppUrl } from './origin.ts'

/** The only permission a window has: copying out of a terminal. Pasting needs none, and all else is denied. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write'

/** Denies everything a window could ask of the system, bar the one above for the app's own page. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(permission === ALLOWED_PERMISSION && isAppUrl(details.requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => permission === ALLOWED_PERMISSION && isAppUrl(origin))
  session.setDevicePermissionHandler(() => false)
}

/** Keeps every window, of whatever origin, on the app's own page. */
export function guardContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault())
    const stayHome = (event: { url: string; preventDefault: () => void }) => {
      if (!isAppUrl(event.url)) event.preventDefault()
    }
    contents.on('will-navigate', stayHome)
    contents.on('will-frame-navigate', stayHome)
    contents.on('will-redirect', stayHome)
    contents.setWindowOpenHandler(({ url }) => {
      void openExternal(url)
      return { action: 'deny' }
    })
  })
}

/** Opens an address in the system's browser, if it is one of those the app may open. Returns whether it was. */
export async function openExternal(address: unknown): Promise<boolean> {
  if (typeof address !== 'string' || !isAllowedExternal(address)) return false
  await shell.openExternal(address)
  return true
}

/**
 * The window that sent a message, or `undefined` for anyone else: another origin, a frame inside the page, a frame that is
 * gone, contents that aren't a window of ours.
 */
export function trustedSender(event: IpcMainEvent, isOurs: (contents: WebContents) => boolean): WebContents | undefined {
  const { sender, senderFrame } = event
  if (!senderFrame || sender.isDestroyed() || senderFrame !== sender.mainFrame) return undefined
  return isAppUrl(senderFrame.url) && isOurs(sender) ? sender : undefined
}
