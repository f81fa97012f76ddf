export { StoreError, type StoreErrorCode } from './errors.ts'
export { lockDataFolder } from './lock.ts'
export { openStore } from './open.ts'
export * from './types.ts'
