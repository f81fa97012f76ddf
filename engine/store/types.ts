import type { AttemptEvent, Milestones, Mode, NewEvent, Settings } from '../contract/index.ts'

export interface StoreOptions {
  /** Path of the database file; its folder is created when missing. */
  file: string
  /** Epoch milliseconds. */
  now: () => number
}

/** One attempt as the history lists it. Times are epoch milliseconds. */
export interface AttemptRow {
  id: string
  levelId: string
  levelTitle: string
  mode: Mode
  seed: number
  createdAt: number
  endedAt: number | null
  score: number | null
  max: number | null
  /** Kept at the finish, so that the history needs no replay of the log. */
  milestones: Milestones | null
}

export type NewAttempt = Pick<AttemptRow, 'id' | 'levelId' | 'levelTitle' | 'mode' | 'seed' | 'createdAt'>
export interface AttemptResult {
  endedAt: number | null
  score: number
  max: number
  milestones?: Milestones
}

export interface AttemptStore {
  create(row: NewAttempt): void
  /** Appends to the attempt's log. The stored `at` is never below that of the event before it. */
  append(attemptId: string, event: NewEvent, at: number): AttemptEvent
  events(attemptId: string): AttemptEvent[]
  /** Newest first. */
  list(): AttemptRow[]
  get(id: string): AttemptRow | undefined
  /** Attempts that have not ended, newest first. */
  open(): AttemptRow[]
  /** Writes the result, and again when the score changes later. */
  finish(id: string, result: AttemptResult): void
  /** Notes that the engine was alive during the attempt at `at`. */
  heartbeat(id: string, at: number): void
  heartbeatAt(id: string): number | null
}

/** A recorded terminal. `file` is where its recording lies. */
export interface TerminalRow {
  id: string
  attemptId: string
  instance: string
  openedAt: number
  closedAt: number | null
  bytes: number
  file: string
}

export interface TerminalStore {
  create(row: Pick<TerminalRow, 'id' | 'attemptId' | 'instance' | 'openedAt' | 'file'>): void
  list(attemptId: string): TerminalRow[]
  get(id: string): TerminalRow | undefined
  finish(id: string, end: { closedAt: number; bytes: number }): void
}

export interface SettingsStore {
  /** Every value is checked; one that isn't valid is set aside and its default takes its place. */
  get(): Settings
  set(partial: Partial<Settings>): Settings
}

export interface Store {
  attempts: AttemptStore
  terminals: TerminalStore
  settings: SettingsStore
  close(): void
}
