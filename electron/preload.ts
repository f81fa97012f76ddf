import { contextBridge, ipcRenderer } from 'electron'
import { DESKTOP_CHANNELS } from '../engine/contract/channels.ts'
import type { DesktopBridge } from '../engine/contract/desktop.ts'

const bridge: DesktopBridge = {
  connect: (request) => ipcRenderer.send(DESKTOP_CHANNELS.connect, request),
  openExternal: (url) => ipcRenderer.send(DESKTOP_CHANNELS.openExternal, url),
}

contextBridge.exposeInMainWorld('firedrill', bridge)

// A MessagePort can't cross the context bridge; a message of the window to itself can carry it.
ipcRenderer.on(DESKTOP_CHANNELS.port, (event, message: unknown) => {
  window.postMessage(message, window.location.origin, event.ports)
})
