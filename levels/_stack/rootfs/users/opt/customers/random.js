/** A small seeded generator (mulberry32): the same seed gives the same traffic. Returns numbers in [0, 1). */
export function createRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A whole number from `min` to `max`, both included. */
export function between(random, min, max) {
  return min + Math.floor(random() * (max - min + 1))
}

export function pick(random, list) {
  return list[Math.floor(random() * list.length)]
}
