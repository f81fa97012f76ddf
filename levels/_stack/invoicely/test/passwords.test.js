import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, verifyPassword } from '../server/passwords.js'

test('a hash knows its password and no other', async () => {
  const hash = await hashPassword('correct horse')
  assert.equal(await verifyPassword('correct horse', hash), true)
  assert.equal(await verifyPassword('battery staple', hash), false)
  assert.equal(await verifyPassword('correct horse', 'md5$nothing'), false)
})
