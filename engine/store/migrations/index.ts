import type { Migration } from '../migrate.ts'
import { attempts0010 } from './0010-attempts.ts'
import { settings0020 } from './0020-settings.ts'

/** Numbered in tens, in order. A released migration is never changed: add the next one. */
export const MIGRATIONS: readonly Migration[] = [attempts0010, settings0020]
