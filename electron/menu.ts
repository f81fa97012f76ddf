import type { MenuItemConstructorOptions } from 'electron'

export interface MenuTarget {
  platform: NodeJS.Platform
  isPackaged: boolean
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

/**
 * The application's menu. Every item is one of Electron's roles, so each platform words it its own way. Where Ctrl is the
 * menu's key, none takes a plain Ctrl and a letter: in a terminal those belong to the shell, and a Ctrl+W meant to erase a
 * word must never close the window, wherever the focus happens to be.
 */
export function menuTemplate({ platform, isPackaged }: MenuTarget): MenuItemConstructorOptions[] {
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [{ role: 'toggleDevTools', label: 'Toggle Developer Tools' }],
  }
  const view: MenuItemConstructorOptions = { label: 'View', submenu: viewMenu(isPackaged) }
  if (platform === 'darwin') {
    return [{ role: 'appMenu' }, { role: 'fileMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }, help]
  }
  const file: MenuItemConstructorOptions = { label: '&File', submenu: [{ role: 'quit', accelerator: 'Ctrl+Shift+Q' }] }
  return [file, { role: 'editMenu' }, view, help]
}

/** What a right click offers: in a terminal, which is editable, that is how many people paste. */
export function contextMenuTemplate(target: { isEditable: boolean; hasSelection: boolean }): MenuItemConstructorOptions[] {
  return [
    { role: 'copy', enabled: target.hasSelection },
    { role: 'paste', enabled: target.isEditable },
    SEPARATOR,
    { role: 'selectAll' },
  ]
}

function viewMenu(isPackaged: boolean): MenuItemConstructorOptions[] {
  // A player who reloads by accident loses the terminals' place on the screen; only who develops the app needs it.
  const reload: MenuItemConstructorOptions[] = isPackaged ? [] : [{ role: 'reload', accelerator: 'F5' }, SEPARATOR]
  return [...reload, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, SEPARATOR, { role: 'togglefullscreen' }]
}
