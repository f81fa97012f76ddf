import type Docker from 'dockerode'
import type { FoundEngine, Surroundings } from './discovery/found-engine.ts'
import type { Runtime } from './stack/types.ts'

export { type FoundEngine, NoEngineError, type Surroundings, type TriedEndpoint } from './discovery/found-engine.ts'
export type * from './stack/types.ts'

export interface ImageProgress {
  message: string
  fraction?: number
  etaMs?: number
}
export interface PrepareOptions {
  stackDir: string
  names: string[]
  onProgress(progress: ImageProgress): void
  signal: AbortSignal
}
export declare function findEngine(o: Surroundings): Promise<FoundEngine>
export declare function prepareImages(docker: Docker, options: PrepareOptions): Promise<Map<string, string>>
export declare function imagesReady(docker: Docker, options: Pick<PrepareOptions, 'stackDir' | 'names'>): Promise<boolean>
export declare function baseImagePresent(docker: Docker): Promise<boolean>
export declare function pullBaseImage(docker: Docker, options: Pick<PrepareOptions, 'onProgress' | 'signal'>): Promise<void>
export declare function createRuntime(o: {
  docker: Docker
  images: Map<string, string>
  owner: string
  now: () => number
}): Runtime
