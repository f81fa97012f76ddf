/**
 * What the runtime is asked to boot: a level's compose.yaml, its fault and its variant, resolved by the catalog.
 * Plain data; paths are absolute.
 */

export type InstanceRole = 'player' | 'system'

/** How the runtime knows that an instance is ready. */
export type ReadyRule =
  | { kind: 'exec'; command: string[]; timeoutMs: number }
  | { kind: 'log'; pattern: string; timeoutMs: number }
  | { kind: 'http'; path: string; status: number; timeoutMs: number }
  | { kind: 'running'; timeoutMs: number }

export interface MountPlan {
  /**
   * `tmpfs`: a memory filesystem of limited size; `volume`: a named volume of this stack. A volume with a size or inodes
   * is a memory filesystem too, but one that several instances can share and that outlives a restart.
   */
  kind: 'tmpfs' | 'volume'
  target: string
  name?: string | undefined
  sizeBytes?: number | undefined
  inodes?: number | undefined
  /** Octal, such as 0o1777. */
  mode?: number | undefined
}

export interface InstancePlan {
  name: string
  /** Image of the stack, such as `firedrill/app`; the runtime maps it to its content-hash tag. */
  image: string
  hostname: string
  title: string
  role: InstanceRole
  command?: string[] | undefined
  environment: Record<string, string>
  mounts: MountPlan[]
  cpus: number
  memoryBytes: number
  pidsLimit: number
  /** Names of networks: `internal` (no way out) and, for the gateway only, `edge`. */
  networks: string[]
  /** Container ports published on 127.0.0.1, on a free port each. Only for an instance on `edge`. */
  publish: number[]
  dependsOn: string[]
  ready: ReadyRule
  workingDir?: string | undefined
}

export type FaultStepPlan =
  | {
      kind: 'files'
      instance: string /** Relative path in the instance to content and mode. */
      files: { path: string; content: Uint8Array; mode: number }[]
    }
  | { kind: 'run'; instance: string; name: string; script: string; environment: Record<string, string>; timeoutMs: number }

export interface StackPlan {
  levelId: string
  instances: InstancePlan[]
  fault: FaultStepPlan[]
  /** The instance whose published port is the way in for customers and checks. */
  gateway: string
}
