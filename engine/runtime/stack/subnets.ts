import { createHash } from 'node:crypto'

/** 10.213.0.0/16, cut into /27s: 2,048 networks of 29 instances, apart from the engine's own scarce address pools. */
const SUBNETS = 2048
const ATTEMPTS = 64

/**
 * Subnets to try for a network, one after the other. Where it starts depends on the network's name, so that stacks made
 * at the same time rarely want the same one; a conflict with anything else costs one more attempt.
 */
export function* subnetCandidates(networkName: string): Generator<string> {
  const digest = createHash('sha256').update(networkName).digest()
  const first = digest.readUInt32BE(0) % SUBNETS
  // An odd stride visits every subnet before it comes round.
  const stride = (digest.readUInt32BE(4) % SUBNETS) | 1
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const index = (first + attempt * stride) % SUBNETS
    yield `10.213.${index >> 3}.${(index & 7) * 32}/27`
  }
}
