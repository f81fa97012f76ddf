import { readJson, writeJson } from './stamp.mjs'

/** Remembers how long each step took, to say the next time how long is left. */
export function openDurations(file) {
  const known = readJson(file) ?? {}
  return {
    /** Milliseconds the step took before; `undefined` the first time. */
    expected: (name) => (typeof known[name] === 'number' ? known[name] : undefined),
    remember: (name, ms) => {
      known[name] = Math.round(ms)
      writeJson(file, known)
    },
  }
}
