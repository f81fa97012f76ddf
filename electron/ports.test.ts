import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DESKTOP_CHANNELS } from '../engine/contract/channels.ts'
import { FakeWebContents, ipcMain, resetElectron, shell } from '../test/fakes/electron.ts'
import { openGate } from './ports.ts'

vi.mock('electron', () => import('../test/fakes/electron.ts'))

const send = vi.fn()
const ours = new FakeWebContents()

beforeEach(() => {
  resetElectron()
  ours.destroyed = false
  const engine = { whenRunning: (deliver: (send: (message: never, port: never) => void) => void) => deliver(send) }
  openGate({ ipcMain: ipcMain as never, engine: engine as never, isOurs: (contents) => (contents as unknown) === ours })
})

interface Sender {
  sender: FakeWebContents
  senderFrame: { url: string } | null
}

const emit = (
  channel: string,
  payload: unknown,
  { sender, senderFrame }: Sender = { sender: ours, senderFrame: ours.mainFrame },
) => {
  ipcMain.emit(channel, { sender, senderFrame }, payload)
}

describe('connect', () => {
  it('hands one end of a channel to the engine and the other to the window', () => {
    const id = randomUUID()
    emit(DESKTOP_CHANNELS.connect, { id, kind: 'rpc' })
    expect(send).toHaveBeenCalledWith({ kind: 'rpc' }, { side: 'engine' })
    expect(ours.postMessage).toHaveBeenCalledWith(DESKTOP_CHANNELS.port, { firedrillPort: id }, [{ side: 'window' }])
  })

  it('names the terminal to the engine', () => {
    const terminalId = randomUUID()
    emit(DESKTOP_CHANNELS.connect, { id: randomUUID(), kind: 'terminal', terminalId })
    expect(send).toHaveBeenCalledWith({ kind: 'terminal', terminalId }, { side: 'engine' })
  })

  it.each([
    undefined,
    null,
    'rpc',
    {},
    { id: 'not-a-uuid', kind: 'rpc' },
    { id: randomUUID(), kind: 'shell' },
    { id: randomUUID(), kind: 'terminal' },
    { id: randomUUID(), kind: 'rpc', path: '/etc/passwd' },
  ])('gives no port for %j', (payload) => {
    emit(DESKTOP_CHANNELS.connect, payload)
    expect(send).not.toHaveBeenCalled()
  })

  it('gives no port to other contents, other origins, inner frames and frames that are gone', () => {
    const request = { id: randomUUID(), kind: 'rpc' }
    const foreign = new FakeWebContents()
    emit(DESKTOP_CHANNELS.connect, request, { sender: foreign, senderFrame: foreign.mainFrame })
    emit(DESKTOP_CHANNELS.connect, request, { sender: ours, senderFrame: { url: 'app://firedrill/' } })
    emit(DESKTOP_CHANNELS.connect, request, { sender: ours, senderFrame: null })
    ours.mainFrame.url = 'https://example.com/'
    emit(DESKTOP_CHANNELS.connect, request)
    ours.mainFrame.url = 'app://firedrill/'
    ours.destroyed = true
    emit(DESKTOP_CHANNELS.connect, request)
    expect(send).not.toHaveBeenCalled()
  })
})

describe('open external', () => {
  it('opens what is allowed, for our page only', () => {
    emit(DESKTOP_CHANNELS.openExternal, 'http://127.0.0.1:4000/')
    expect(shell.openExternal).toHaveBeenCalledExactlyOnceWith('http://127.0.0.1:4000/')
    emit(DESKTOP_CHANNELS.openExternal, 'http://127.0.0.1:4000/', { sender: new FakeWebContents(), senderFrame: null })
    for (const bad of ['file:///etc/passwd', 'http://example.com', 42, null]) emit(DESKTOP_CHANNELS.openExternal, bad)
    expect(shell.openExternal).toHaveBeenCalledOnce()
  })
})
