import type { Store, StoreOptions } from './types.ts'

export * from './types.ts'
export declare function openStore(options: StoreOptions): Store
export declare class StoreError extends Error {
  readonly code: 'NEWER' | 'CORRUPT' | 'UNAVAILABLE' | 'LOCKED'
  readonly advice: string
  readonly file: string
}
