export { StoreError, type StoreErrorCode } from './errors.ts'
export { openStore } from './open.ts'
export * from './types.ts'
export { lockDataFolder } from './lock.ts'
