import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pruneExports } from '../server/exporter/retention.js'

test('keeps the newest by job number, and nothing but exports is touched', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'exports-'))
  for (const name of ['invoices-1-9.csv', 'invoices-2-10.csv', 'invoices-1-11.csv', 'notes.txt'])
    await writeFile(join(dir, name), '')
  assert.equal(await pruneExports(dir, 2), 1)
  assert.deepEqual((await readdir(dir)).sort(), ['invoices-1-11.csv', 'invoices-2-10.csv', 'notes.txt'])
  assert.equal(await pruneExports(dir, 0), 0)
  await rm(dir, { recursive: true })
})
