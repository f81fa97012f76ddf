export type StoreErrorCode = 'NEWER' | 'CORRUPT' | 'UNAVAILABLE' | 'LOCKED'

/** Why the database can't be used, and what to do about it. Whatever the reason, its file was left as it is. */
export class StoreError extends Error {
  readonly code: StoreErrorCode
  readonly advice: string
  readonly file: string

  constructor(code: StoreErrorCode, file: string, message: string, advice: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreError'
    this.code = code
    this.file = file
    this.advice = advice
  }
}

export function newerError(file: string, found: number, known: number): StoreError {
  return new StoreError(
    'NEWER',
    file,
    `The database ${file} has version ${found}; this Firedrill knows versions up to ${known}. It was left untouched.`,
    'Start the newer Firedrill that wrote it, update this one, or start with another data folder.',
  )
}

export function corruptError(file: string, detail: string, cause?: unknown): StoreError {
  return new StoreError(
    'CORRUPT',
    file,
    `The database ${file} is damaged (${detail}). It was left untouched.`,
    `Move it and its "-wal" and "-shm" files to a safe place, then put a copy of its newest ".backup-…" file in its place, ` +
      'or start without it: Firedrill makes a new one.',
    cause,
  )
}

/** Translates what SQLite and the filesystem report; anything else comes back as it is, for it is a defect of ours. */
export function toStoreError(file: string, error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return corruptError(file, error.message, error)
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    const advice = 'Close the other Firedrill or database tool that has it open, then try again.'
    return new StoreError('LOCKED', file, `The database ${file} is in use by another program.`, advice, error)
  }
  if (/^SQLITE_FULL|^ENOSPC|^EDQUOT/.test(code))
    return unavailable(file, 'The disk is full', 'Free some space, then try again.', error)
  if (/^SQLITE_(CANTOPEN|READONLY|IOERR|PERM|AUTH)|^E[A-Z]+$/.test(code)) {
    const advice = 'Check that its folder exists, can be written to, and is on a disk that works; or choose another data folder.'
    return unavailable(file, error.message, advice, error)
  }
  return error
}

function unavailable(file: string, reason: string, advice: string, cause: unknown): StoreError {
  return new StoreError('UNAVAILABLE', file, `The database ${file} cannot be used: ${reason}.`, advice, cause)
}

/** The same object with every method's errors translated. */
export function guarded<T extends object>(file: string, target: T): T {
  const wrap = (method: (...args: unknown[]) => unknown) =>
    function guard(...args: unknown[]): unknown {
      try {
        return method.apply(target, args)
      } catch (error) {
        throw toStoreError(file, error)
      }
    }
  return Object.fromEntries(Object.entries(target).map(([name, method]) => [name, wrap(method)])) as T
}
