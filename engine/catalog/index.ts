import type { LevelProblem } from '../contract/index.ts'
import type { Level, LevelEntry, ProofStep } from './types.ts'

export * from './types.ts'
export declare function readCatalog(folders: string[]): Promise<{ levels: LevelEntry[]; problems: LevelProblem[] }>
export declare function loadLevel(entry: LevelEntry, seed: number): Promise<Level>
export declare class LevelError extends Error {
  readonly problems: LevelProblem[]
}
export declare function readScript(level: Pick<Level, 'dir'>, relPath: string): Promise<string>
export declare function levelJsonSchema(): object
export declare function parseProof(text: string): ProofStep[]
