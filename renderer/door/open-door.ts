import { createORPCClient } from '@orpc/client'
import type { DesktopBridge } from '../../engine/contract/index.ts'
import { browserDialler } from './browser.ts'
import { desktopDialler } from './desktop.ts'
import type { Door, EngineClient } from './door.ts'
import { Switchboard } from './switchboard.ts'

declare global {
  interface Window {
    /** Exposed by the desktop shell's preload; absent in a browser. */
    firedrill?: DesktopBridge
  }
}

/** Opens the door this window has: the desktop shell's bridge where there is one, else the server of the page. */
export function openDoor(): Door {
  const dialler = window.firedrill ? desktopDialler(window.firedrill) : browserDialler(window.location.origin)
  const switchboard = new Switchboard(dialler)
  return {
    kind: dialler.kind,
    engine: createORPCClient<EngineClient>(switchboard),
    state: () => switchboard.state(),
    onState: (listener) => switchboard.onState(listener),
    dialTerminal: (terminalId) => dialler.dialTerminal(terminalId),
    openExternal: (url) => dialler.openExternal(url),
  }
}
