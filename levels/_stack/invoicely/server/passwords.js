import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(scrypt)
const KEY_BYTES = 32

/** `scrypt$N$salt$key`, all in hex but N. */
export async function hashPassword(password, cost = 1024) {
  const salt = randomBytes(16)
  const key = await derive(password, salt, KEY_BYTES, { N: cost })
  return `scrypt$${cost}$${salt.toString('hex')}$${key.toString('hex')}`
}

/** Whether the password is the one that was hashed; false for a hash it cannot read. */
export async function verifyPassword(password, hash) {
  const [scheme, cost, salt, key] = hash.split('$')
  if (scheme !== 'scrypt') return false
  const expected = Buffer.from(key, 'hex')
  const actual = await derive(password, Buffer.from(salt, 'hex'), KEY_BYTES, { N: Number(cost) })
  return timingSafeEqual(actual, expected)
}
