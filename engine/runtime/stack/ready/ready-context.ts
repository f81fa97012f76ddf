import type Docker from 'dockerode'
import type { ExecOptions, ExecResult } from '../types.ts'

/** What a wait strategy may look at. A new strategy is a file here, a kind in the contract and a line in `index.ts`. */
export interface ReadyContext {
  instance: string
  container: Docker.Container
  exec(argv: string[], options: ExecOptions): Promise<ExecResult>
  /** Resolves once the gateway has its port. */
  gatewayUrl(): Promise<string>
  /** Aborts when the rule's time is over or the boot is given up. */
  signal: AbortSignal
  /** Called with what was seen last, for the error when it takes too long. */
  onSeen(what: string): void
}
