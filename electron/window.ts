import { BrowserWindow, Menu, screen } from 'electron'
import { contextMenuTemplate } from './menu.ts'
import { APP_URL } from './origin.ts'
import { clampToDisplays, loadWindowState, MIN_SIZE, saveWindowState } from './window-state.ts'

const BACKGROUND = '#101113'

export interface WindowFiles {
  preload: string
  /** Where the window's place is remembered. */
  state: string
}

/** Opens the app's window where it was last, and shows it once it has something to show. */
export function openWindow(files: WindowFiles): BrowserWindow {
  const { maximized, ...bounds } = clampToDisplays(loadWindowState(files.state), workAreas())
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Firedrill',
    show: false,
    backgroundColor: BACKGROUND,
    webPreferences: {
      preload: files.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  window.webContents.on('context-menu', (_event, { isEditable, selectionText }) => {
    Menu.buildFromTemplate(contextMenuTemplate({ isEditable, hasSelection: selectionText !== '' })).popup({ window })
  })
  window.on('close', () => {
    saveWindowState(files.state, { ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
  void window.loadURL(APP_URL)
  return window
}

/** Brings a window to the front, whatever state it is in. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function workAreas() {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id)
  return [primary, ...others].map((display) => display.workArea)
}
