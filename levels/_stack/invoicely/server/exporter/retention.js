import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Deletes all but the newest `keep` exports in `dir`; 0 keeps every one. Returns how many went. */
export async function pruneExports(dir, keep) {
  if (keep === 0) return 0
  const names = (await readdir(dir)).filter((name) => /^invoices-\d+-\d+\.csv$/.test(name))
  // Job numbers only rise, so they order exports better than clocks do.
  const old = names.sort((a, b) => jobNumber(b) - jobNumber(a)).slice(keep)
  for (const name of old) await rm(join(dir, name), { force: true })
  return old.length
}

function jobNumber(name) {
  return Number(name.split('-')[2].replace('.csv', ''))
}
