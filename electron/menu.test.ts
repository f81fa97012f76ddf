import { describe, expect, it } from 'vitest'
import { contextMenuTemplate, menuTemplate } from './menu.ts'

const roles = (platform: NodeJS.Platform, isPackaged: boolean) => JSON.stringify(menuTemplate({ platform, isPackaged }))

describe('menuTemplate', () => {
  it('has no reload in a packaged app, and developer tools under Help only', () => {
    expect(roles('linux', true)).not.toContain('reload')
    expect(roles('linux', false)).toContain('reload')
    expect(menuTemplate({ platform: 'linux', isPackaged: true }).at(-1)).toMatchObject({
      role: 'help',
      submenu: [{ role: 'toggleDevTools' }],
    })
  })

  it('leaves Ctrl and a letter to the shell', () => {
    const closing = /"role":"(fileMenu|windowMenu|close|minimize|forceReload)"/
    for (const platform of ['linux', 'win32'] as const) expect(roles(platform, false)).not.toMatch(closing)
    expect(roles('linux', false)).toContain('{"role":"quit","accelerator":"Ctrl+Shift+Q"}')
  })

  it('has the application menu that macOS asks for', () => {
    expect(menuTemplate({ platform: 'darwin', isPackaged: true })[0]).toEqual({ role: 'appMenu' })
    expect(roles('win32', true)).not.toContain('appMenu')
  })
})

describe('contextMenuTemplate', () => {
  it('offers to paste where text can be entered, and to copy what is selected', () => {
    const terminal = contextMenuTemplate({ isEditable: true, hasSelection: false })
    expect(terminal).toContainEqual({ role: 'paste', enabled: true })
    expect(terminal).toContainEqual({ role: 'copy', enabled: false })
    expect(contextMenuTemplate({ isEditable: false, hasSelection: true })).toContainEqual({ role: 'paste', enabled: false })
  })
})
