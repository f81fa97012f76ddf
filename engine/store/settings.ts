import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../contract/index.ts'
import type { Database } from './driver.ts'
import type { SettingsStore } from './types.ts'

type Key = keyof Settings
const KEYS = Object.keys(settingsSchema.shape) as Key[]

/** Why a stored value can't be used, or `undefined` and the value. */
function read(key: Key, text: string): { value: unknown; reason?: undefined } | { reason: string } {
  try {
    const result = settingsSchema.shape[key].safeParse(JSON.parse(text))
    return result.success ? { value: result.data } : { reason: result.error.issues.map(({ message }) => message).join('; ') }
  } catch (error) {
    return { reason: String(error) }
  }
}

export function settingsStore(db: Database, now: () => number): SettingsStore {
  const select = db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?')
  const upsert = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const remove = db.prepare('DELETE FROM settings WHERE key = ?')
  const reject = db.prepare('INSERT INTO rejected_settings (key, value, reason, rejected_at) VALUES (?, ?, ?, ?)')

  const getKey = (key: Key): unknown => {
    const stored = select.get(key)
    if (!stored) return DEFAULT_SETTINGS[key]
    const found = read(key, stored.value)
    if (found.reason === undefined) return found.value
    reject.run(key, stored.value, found.reason, now())
    remove.run(key)
    return DEFAULT_SETTINGS[key]
  }
  const get = db.transaction((): Settings => settingsSchema.parse(Object.fromEntries(KEYS.map((key) => [key, getKey(key)]))))
  const set = db.transaction((partial: Partial<Settings>): Settings => {
    // Reading first sets a bad value aside before it is written over.
    const before = get()
    const changes = settingsSchema.partial().parse(partial)
    for (const [key, value] of Object.entries(changes)) upsert.run(key, JSON.stringify(value))
    return settingsSchema.parse({ ...before, ...changes })
  })
  return { get: () => get.immediate(), set: (partial) => set.immediate(partial) }
}
