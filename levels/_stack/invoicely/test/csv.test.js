import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from '../server/exporter/csv.js'

test('quotes what would break the line', () => {
  const line = csvLine({ invoice: 'A-1', customer: 'Smith, "Sons"', description: 'two\nlines', quantity: 2 })
  assert.equal(line, 'A-1,"Smith, ""Sons""",,,,,,"two\nlines",2,\n')
})
