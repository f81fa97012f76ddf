import type { StackPlan } from '../../contract/index.ts'

export type StepState = 'waiting' | 'working' | 'done' | 'failed'

/** A step of the boot as a player may see it: it says nothing about the fault. */
export interface BootStep {
  id: string
  label: string
  state: StepState
}

export interface BootOptions {
  /** Names everything that is made in the engine; lower case letters, digits and hyphens. */
  stackId: string
  /** Called with every step as `waiting` first, then at each change of one. */
  onStep(step: BootStep): void
  signal: AbortSignal
}

export interface ReapedCounts {
  containers: number
  networks: number
  volumes: number
}

export interface EngineWatch {
  /** The engine has gone away or hangs. Called once for each loss. */
  onLost(reason: string): void
  /** It answers again. Its containers may have been stopped meanwhile. */
  onBack(): void
  signal: AbortSignal
}

export interface Runtime {
  /**
   * Makes and starts a stack, waits until every instance is ready, then runs the fault's scripts.
   * On failure or abort everything it made has been removed before it throws.
   */
  boot(plan: StackPlan, options: BootOptions): Promise<Stack>
  /**
   * Takes over the stack of an earlier process: unpauses and starts what stands, and waits until it is ready.
   * Gives `undefined` when a container is gone, or has stopped and lost a memory filesystem with it.
   */
  adopt(plan: StackPlan, stackId: string): Promise<Stack | undefined>
  /** Removes everything that carries this owner's label except the stacks in `keep`; never anything else. */
  reap(keep: readonly string[]): Promise<ReapedCounts>
  /** Removes what is left of a stack that could not be adopted. */
  discard(stackId: string): Promise<void>
  /** Watches the engine until the signal aborts. A stopped engine is noticed within two seconds. */
  watchEngine(watch: EngineWatch): void
}

export interface ExecOptions {
  /** Given to the process as its standard input; it gets none without. */
  stdin?: string
  environment?: Record<string, string>
  /** Name or number of the user inside; the image's own without. */
  user?: string
  timeoutMs: number
  signal?: AbortSignal
  /** For standard output and error each; what comes after is dropped. 1 MiB without. */
  maxOutputBytes?: number
}

export interface ExecResult {
  /** `null` when it timed out or was aborted, and was killed. */
  exitCode: number | null
  stdout: string
  stderr: string
}

export interface InstanceState {
  name: string
  state: 'running' | 'stopped'
  /** ISO 8601, as the engine tells it. */
  startedAt: string
}

export interface InstanceChange {
  instance: string
  state: 'running' | 'stopped' | 'restarted' | 'out-of-memory'
}

export interface FollowLogsOptions {
  /** Epoch milliseconds; from the beginning without. */
  since?: number
  signal: AbortSignal
  onLine(line: string): void
}

export interface Stack {
  readonly stackId: string
  /** Such as `http://127.0.0.1:49153`. Changes when the gateway is started anew. */
  readonly gatewayUrl: string
  readonly plan: StackPlan
  /** Throws RangeError for an instance that the plan does not have. */
  containerId(instance: string): string
  /** Runs a program in an instance without a terminal. What it printed comes back as valid UTF-8 of limited size. */
  exec(instance: string, argv: string[], options: ExecOptions): Promise<ExecResult>
  states(): Promise<InstanceState[]>
  /** Restarts the instance and waits until it is ready. */
  restart(instance: string): Promise<void>
  /** Passes on every line the instance logs, across its restarts, until the signal aborts or the container is removed. */
  followLogs(instance: string, options: FollowLogsOptions): Promise<void>
  /** Tells of instances that start, stop or run out of memory. Returns how to end it. */
  onChange(listener: (change: InstanceChange) => void): () => void
  pause(): Promise<void>
  unpause(): Promise<void>
  /** Removes everything of the stack by force. May be called again. */
  destroy(): Promise<void>
}
