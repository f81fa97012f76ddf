import type { ClientContext, ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract, RawChannel } from '../../engine/contract/index.ts'

export type EngineClient = ContractRouterClient<Contract>

/** One open line to the engine. When it closes it is finished; a new one is dialled. */
export interface Line {
  link: ClientLink<ClientContext>
  onClose(listener: () => void): void
}

/** What differs between desktop and browser: how a line is dialled. */
export interface Dialler {
  kind: 'desktop' | 'browser'
  /** Opens a line for requests. Rejects when the engine can't be reached. */
  dial(): Promise<Line>
  /** Opens the raw channel of a terminal. Rejects when the engine can't be reached. */
  dialTerminal(terminalId: string): Promise<RawChannel>
  /** Opens an address outside the app. Anything but http(s) is ignored. */
  openExternal(url: string): void
}

export type LineState =
  | { phase: 'connecting' | 'open' }
  /** The line was lost or could not be had; `failures` tries have failed in a row. */
  | { phase: 'reconnecting'; failures: number }

/** How windows reach the engine, whatever carries it. */
export interface Door {
  kind: Dialler['kind']
  engine: EngineClient
  state(): LineState
  /** Calls `listener` at each change of state. Returns the way to stop. */
  onState(listener: () => void): () => void
  dialTerminal(terminalId: string): Promise<RawChannel>
  openExternal(url: string): void
}

/** True for addresses that may leave the app. */
export function isWebAddress(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol)
  } catch {
    return false
  }
}
