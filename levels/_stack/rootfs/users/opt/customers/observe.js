import { readdirSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const KEEP_SAMPLES = 240
const OUTPUT = '/run/observed.json'

/**
 * Watches the storage from outside the player's reach, for checks that must judge a while and not a moment. Each
 * sample says how full it is, without customers' uploads (they come and go), in percent of what it holds, counting
 * bytes or inodes, whichever is more; and how many exports customers have received so far.
 */
export function observeStorage(dir, exportsDone) {
  const samples = []
  setInterval(() => {
    samples.push({ t: Date.now(), usedPercent: usedPercent(dir), fullPercent: fullPercent(dir), exportsDone: exportsDone() })
    if (samples.length > KEEP_SAMPLES) samples.shift()
    writeFileSync(OUTPUT, JSON.stringify(samples))
  }, 1000)
}

function fullPercent(dir) {
  const { blocks, bfree, files, ffree } = statfsSync(dir)
  return 100 * Math.max(1 - bfree / blocks, files > 0 ? 1 - ffree / files : 0)
}

function usedPercent(dir) {
  const { bsize, blocks, bfree, files, ffree } = statfsSync(dir)
  const uploads = measure(join(dir, 'uploads'))
  const bytes = (blocks - bfree) * bsize - uploads.bytes
  const inodes = files - ffree - uploads.files
  return 100 * Math.max(bytes / (blocks * bsize), files > 0 ? inodes / files : 0)
}

function measure(dir) {
  let bytes = 0
  let files = 0
  for (const name of readdirSync(dir)) {
    // A customer may take a file back between the two calls.
    const found = statSync(join(dir, name), { throwIfNoEntry: false })
    if (!found) continue
    bytes += found.blocks * 512
    files += 1
  }
  return { bytes, files }
}
