#!/bin/bash
# Does the storage stay level while customers export? Judged from what the customers' side has sampled each second: it
# drives the exports itself, so nothing has to be added, and a moment of luck does not count.
node --input-type=module - << 'EOF_NODE'
import { readFileSync } from 'node:fs'

// An export that leaves something behind takes 0.22 to 0.55 % of the storage; one that does not, nothing.
const WATCH_S = 30
const EXPORTS_NEEDED = 10
const LEVEL_PERCENT = 1.3
// Something that clears up every minute must be seen to do so twice, to about the same level.
const ROUNDS_S = 150
const ROUND_DROP_PERCENT = 3

const samples = JSON.parse(readFileSync('/run/observed.json', 'utf8'))
const now = Date.now()
const last = (seconds) => samples.filter(({ t }) => t > now - seconds * 1000)
const exportsIn = (list) => list[list.length - 1].exportsDone - list[0].exportsDone
const level = (list) => list.map((_, i) => median(list.slice(Math.max(0, i - 1), i + 2).map((sample) => sample.usedPercent)))
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]

const watched = last(WATCH_S)
const rise = largestRise(level(watched))
const exported = exportsIn(watched)
const isLevel = exported >= EXPORTS_NEEDED && rise < LEVEL_PERCENT
const rounds = clearings(level(last(ROUNDS_S)))
const isCleared = rounds.length >= 2 && rounds[rounds.length - 1] < rounds[0] + ROUND_DROP_PERCENT && exportsIn(last(ROUNDS_S)) > 40
console.log(`${exported} exports in ${WATCH_S} s, storage rose by ${rise.toFixed(2)} %, ${rounds.length} clearings`)
process.exit(samples.at(-1).fullPercent < 95 && (isLevel || isCleared) ? 0 : 1)

/** The largest rise from any moment to any later one. */
function largestRise(values) {
  let lowest = values[0]
  let largest = 0
  for (const value of values) {
    lowest = Math.min(lowest, value)
    largest = Math.max(largest, value - lowest)
  }
  return largest
}

/** The levels that sudden drops led to. */
function clearings(values) {
  const found = []
  for (let i = 3; i < values.length; i++) {
    if (values[i - 3] - values[i] >= ROUND_DROP_PERCENT) {
      found.push(values[i])
      i += 10
    }
  }
  return found
}
EOF_NODE
