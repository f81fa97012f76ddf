import { homedir } from 'node:os'
import path from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron'
import { dataFolder, levelFolders } from '../engine/cli/paths.ts'
import { EngineProcess } from './engine-process.ts'
import { menuTemplate } from './menu.ts'
import { openGate } from './ports.ts'
import { APP_SCHEME_PRIVILEGES, serveRenderer } from './protocol.ts'
import { denyPermissions, guardContents } from './security.ts'
import { focusWindow, openWindow } from './window.ts'

/** Built to dist/electron/main.js, beside dist/engine and dist/renderer. */
const dist = path.join(import.meta.dirname, '..')

/** Starts the app, unless it runs already: then that one comes to the front. */
export function startApp(): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES])
  guardContents(app)

  const engine = createEngine()
  openGate({ ipcMain, engine, isOurs: (contents) => BrowserWindow.fromWebContents(contents) !== null })
  app.on('second-instance', showWindow)
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  quitInOrder(engine)

  void app.whenReady().then(() => {
    denyPermissions(session.defaultSession)
    serveRenderer(protocol, path.join(dist, 'renderer'))
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform: process.platform, isPackaged: app.isPackaged })))
    engine.start()
    showWindow()
  })
}

function createEngine(): EngineProcess {
  return new EngineProcess({
    entry: path.join(dist, 'engine/utility-process.js'),
    start: {
      // The same folders as the command line's, so that both show one history.
      dataFolder: dataFolder(process.env, process.platform, homedir()),
      levelFolders: levelFolders(process.env),
      version: app.getVersion(),
    },
    now: Date.now,
    onKeepsCrashing: (tail) => {
      const advice = 'Firedrill goes on trying. If it is open elsewhere (a browser, a terminal), close it there.'
      dialog.showErrorBox('The game engine does not start', `${advice}\n\n${tail}`)
    },
  })
}

function showWindow(): void {
  if (!app.isReady()) return
  const [window] = BrowserWindow.getAllWindows()
  if (window) focusWindow(window)
  else {
    openWindow({
      preload: path.join(dist, 'electron/preload.cjs'),
      state: path.join(app.getPath('userData'), 'window.json'),
    })
  }
}

/** Holds the app's end back until the engine has ended and removed what it runs. */
function quitInOrder(engine: EngineProcess): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('will-quit', (event) => {
    if (state === 'stopped') return
    event.preventDefault()
    if (state === 'stopping') return
    state = 'stopping'
    void engine.stop().finally(() => {
      state = 'stopped'
      app.quit()
    })
  })
}
