import { EventEmitter } from 'node:events'
import { vi } from 'vitest'

/**
 * A stand-in for the `electron` module, as far as the desktop shell uses it. It does what Electron does with the calls
 * that matter to the tests (events, windows, processes, ports) and records the rest. Use it with
 * `vi.mock('electron', () => import('../test/fakes/electron.ts'))`; `resetElectron` gives a fresh one.
 */

export class FakeWebContents extends EventEmitter {
  mainFrame = { url: 'app://firedrill/' }
  destroyed = false
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  postMessage = vi.fn()
  isDestroyed = () => this.destroyed
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static getAllWindows = () => BrowserWindow.all
  static fromWebContents = (contents: unknown) => BrowserWindow.all.find((window) => window.webContents === contents) ?? null
  readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> }
  readonly webContents = new FakeWebContents()
  loadURL = vi.fn(async () => {})
  maximize = vi.fn()
  restore = vi.fn()
  show = vi.fn()
  focus = vi.fn()
  isMinimized = () => true
  isMaximized = () => false
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 })

  constructor(options: BrowserWindow['options']) {
    super()
    this.options = options
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
}

class FakeApp extends EventEmitter {
  isPackaged = false
  ready = false
  quit = vi.fn()
  requestSingleInstanceLock = vi.fn(() => true)
  enableSandbox = vi.fn()
  getVersion = () => '1.2.3'
  getPath = vi.fn(() => '/nowhere')
  isReady = () => this.ready
  whenReady = () => Promise.resolve().then(() => this.becomeReady())
  becomeReady() {
    this.ready = true
  }
}

export class FakeUtilityProcess extends EventEmitter {
  readonly args: string[]
  stdout = new EventEmitter()
  stderr = new EventEmitter()
  postMessage = vi.fn()
  kill = vi.fn()

  constructor(args: string[]) {
    super()
    this.args = args
  }
}

export class MessageChannelMain {
  port1 = { side: 'engine' }
  port2 = { side: 'window' }
}

export const engineProcesses: FakeUtilityProcess[] = []
export const app = new FakeApp()
export const ipcMain = new EventEmitter()
export const dialog = { showErrorBox: vi.fn() }
export const shell = { openExternal: vi.fn(async () => {}) }
export const screen = {
  displays: [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
  getPrimaryDisplay: () => screen.displays[0],
  getAllDisplays: () => screen.displays,
}
export const Menu = { setApplicationMenu: vi.fn(), buildFromTemplate: vi.fn((template: unknown) => template) }
export const protocol = { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() }
export const session = {
  defaultSession: {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
  },
}
export const utilityProcess = {
  fork: vi.fn((_entry: string, args: string[]) => {
    const child = new FakeUtilityProcess(args)
    engineProcesses.push(child)
    return child
  }),
}

/** Forgets all windows, processes, listeners and recorded calls. */
export function resetElectron(): void {
  BrowserWindow.all = []
  engineProcesses.length = 0
  app.removeAllListeners()
  app.ready = false
  app.isPackaged = false
  ipcMain.removeAllListeners()
  vi.clearAllMocks()
  app.requestSingleInstanceLock.mockReturnValue(true)
}
