import { type IpcMain, MessageChannelMain, type WebContents } from 'electron'
import { DESKTOP_CHANNELS } from '../engine/contract/channels.ts'
import { type ConnectRequest, connectRequestSchema, type EnginePort } from '../engine/contract/desktop.ts'
import type { EngineProcess } from './engine-process.ts'
import { openExternal, trustedSender } from './security.ts'

export interface Gate {
  ipcMain: IpcMain
  engine: Pick<EngineProcess, 'whenRunning'>
  isOurs: (contents: WebContents) => boolean
}

/**
 * The one gate between windows and the rest: all that a window can ask for arrives here. A sender that isn't the app's own
 * page, and a message of any other form, gets no answer.
 */
export function openGate({ ipcMain, engine, isOurs }: Gate): void {
  ipcMain.on(DESKTOP_CHANNELS.connect, (event, payload: unknown) => {
    const sender = trustedSender(event, isOurs)
    const request = connectRequestSchema.safeParse(payload)
    if (sender && request.success) connect(engine, sender, request.data)
  })
  ipcMain.on(DESKTOP_CHANNELS.openExternal, (event, address: unknown) => {
    if (trustedSender(event, isOurs)) void openExternal(address)
  })
}

function connect(engine: Gate['engine'], sender: WebContents, request: ConnectRequest): void {
  engine.whenRunning((send) => {
    // The window may be gone by the time a crashed engine is back.
    if (sender.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    const { id, ...engineSide } = request
    send(engineSide satisfies EnginePort, port1)
    sender.postMessage(DESKTOP_CHANNELS.port, { firedrillPort: id }, [port2])
  })
}
