import type { MenuItemConstructorOptions } from 'electron'

export interface MenuTarget {
  platform: NodeJS.Platform
  isPackaged: boolean
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

/** The application's menu. Every item is one of Electron's roles, so each platform words and binds it its own way. */
export function menuTemplate({ platform, isPackaged }: MenuTarget): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: viewMenu(isPackaged) },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ role: 'toggleDevTools', label: 'Toggle Developer Tools' }] },
  ]
}

function viewMenu(isPackaged: boolean): MenuItemConstructorOptions[] {
  // A player who reloads by accident loses the terminals' place on the screen; only who develops the app needs it.
  const reload: MenuItemConstructorOptions[] = isPackaged ? [] : [{ role: 'reload' }, { role: 'forceReload' }, SEPARATOR]
  return [...reload, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, SEPARATOR, { role: 'togglefullscreen' }]
}
