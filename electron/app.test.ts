import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  app,
  BrowserWindow,
  engineProcesses,
  FakeWebContents,
  protocol,
  resetElectron,
  session,
  shell,
} from '../test/fakes/electron.ts'
import { startApp } from './app.ts'

vi.mock('electron', () => import('../test/fakes/electron.ts'))

async function startAndWait() {
  startApp()
  await new Promise(setImmediate)
}

const theWindow = () => BrowserWindow.all[0] as BrowserWindow

beforeEach(() => resetElectron())

describe('starting', () => {
  it('opens one locked-down window on the app page and starts the engine', async () => {
    await startAndWait()
    expect(BrowserWindow.all).toHaveLength(1)
    expect(theWindow().options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    })
    expect(theWindow().options.webPreferences.preload).toMatch(/preload\.cjs$/)
    expect(theWindow().loadURL).toHaveBeenCalledWith('app://firedrill/')
    expect(JSON.parse(engineProcesses[0]?.args[0] ?? '')).toMatchObject({ version: '1.2.3' })
    expect(app.enableSandbox).toHaveBeenCalled()
    expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      expect.objectContaining({ scheme: 'app', privileges: expect.objectContaining({ standard: true, secure: true }) }),
    ])
  })

  it('gives way to the instance that runs already', async () => {
    app.requestSingleInstanceLock.mockReturnValue(false)
    await startAndWait()
    expect(app.quit).toHaveBeenCalled()
    expect(engineProcesses).toHaveLength(0)
    expect(BrowserWindow.all).toHaveLength(0)
  })

  it('brings its window to the front when started a second time', async () => {
    await startAndWait()
    app.emit('second-instance')
    expect(BrowserWindow.all).toHaveLength(1)
    expect(theWindow().restore).toHaveBeenCalled()
    expect(theWindow().focus).toHaveBeenCalled()
  })
})

describe('security', () => {
  it('keeps windows on the app page', async () => {
    await startAndWait()
    const { webContents } = theWindow()
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const leave = { url: 'https://example.com/', preventDefault: vi.fn() }
      webContents.emit(name, leave)
      expect(leave.preventDefault, name).toHaveBeenCalled()
      const stay = { url: 'app://firedrill/levels', preventDefault: vi.fn() }
      webContents.emit(name, stay)
      expect(stay.preventDefault, name).not.toHaveBeenCalled()
    }
    const webview = { preventDefault: vi.fn() }
    webContents.emit('will-attach-webview', webview)
    expect(webview.preventDefault).toHaveBeenCalled()
  })

  it('opens no second window, and only allowed addresses in the browser', async () => {
    await startAndWait()
    const contents = new FakeWebContents()
    app.emit('web-contents-created', {}, contents)
    expect(contents.openHandler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' })
    expect(contents.openHandler?.({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' })
    expect(shell.openExternal).toHaveBeenCalledExactlyOnceWith('https://example.com/')
  })

  it('denies every permission but copying, and that only to the app page', async () => {
    await startAndWait()
    const request = vi.mocked(session.defaultSession.setPermissionRequestHandler).mock.lastCall?.[0]
    const ask = (permission: string, requestingUrl: string) => {
      const decide = vi.fn()
      request({}, permission, decide, { requestingUrl })
      return decide.mock.lastCall?.[0]
    }
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'hid']) {
      expect(ask(permission, 'app://firedrill/'), permission).toBe(false)
    }
    expect(ask('clipboard-sanitized-write', 'app://firedrill/')).toBe(true)
    expect(ask('clipboard-sanitized-write', 'https://example.com/')).toBe(false)
  })
})

describe('quitting', () => {
  it('waits for the engine, then ends', async () => {
    await startAndWait()
    const event = { preventDefault: vi.fn() }
    app.emit('will-quit', event)
    expect(event.preventDefault).toHaveBeenCalled()
    expect(app.quit).not.toHaveBeenCalled()
    engineProcesses[0]?.emit('exit', 0)
    await new Promise(setImmediate)
    expect(app.quit).toHaveBeenCalledOnce()
    const again = { preventDefault: vi.fn() }
    app.emit('will-quit', again)
    expect(again.preventDefault).not.toHaveBeenCalled()
  })
})
