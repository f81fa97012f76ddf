import type { Component, EventData, FaultClass, InstanceRole, LevelFile, StackPlan } from '../contract/index.ts'

/** One level of the catalog, as it is without a seed. */
export interface LevelEntry {
  id: string
  /** Absolute path of the level's folder. */
  dir: string
  /** With the values of the first variant, for cards and briefings. */
  file: LevelFile
  /** SHA-256 of the folder's content. */
  hash: string
  instances: { name: string; title: string; role: InstanceRole }[]
}

/** A level with its variant drawn, ready to be booted. */
export interface Level {
  file: LevelFile
  dir: string
  hash: string
  plan: StackPlan
  seed: number
  variant: number
}

/** One step of a proof script, in the order of the script. */
export type ProofStep =
  | { kind: 'type'; instance: string; lines: string[]; line: number }
  | { kind: 'diagnose'; component: Component; fault: FaultClass; line: number }
  | { kind: 'status'; state: EventData<'status.posted'>['state']; text: string; line: number }
  | { kind: 'wait'; ms: number; line: number }
  | { kind: 'resolve'; line: number }
