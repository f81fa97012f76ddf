import { beforeEach, describe, expect, it } from 'vitest'
import { checkNode, runSteps } from './setup.mjs'

let lines
let remembered
const progress = {
  step: (name) => ({
    update: () => {},
    pause: () => {},
    done: (text) => lines.push(`${name}: ${text ?? 'done'}`),
    fail: () => lines.push(`${name}: failed`),
  }),
  note: (text) => lines.push(text),
}
const durations = { expected: () => undefined, remember: (id) => remembered.push(id) }
const step = (id, { needed = true, run = async () => {}, requires } = {}) => ({
  id,
  name: id,
  requires,
  needed: async () => needed,
  run,
})
const broken = async () => {
  throw new Error('broken')
}
const runAll = (steps, mayFail = () => false) => runSteps(steps, { progress, durations, mayFail })

beforeEach(() => {
  lines = []
  remembered = []
})

describe('runSteps', () => {
  it('says nothing of what is not needed', async () => {
    await runAll([step('a', { needed: false }), step('b')])
    expect(lines).toEqual(['b: done'])
    expect(remembered).toEqual(['b'])
  })

  it('stops at the first step that must not fail', async () => {
    await expect(runAll([step('a', { run: broken }), step('b')])).rejects.toThrow('a: broken')
    expect(lines).toEqual(['a: failed'])
  })

  it('goes on after one that may, and leaves out what required it, link by link', async () => {
    const steps = [
      step('engine', { run: broken }),
      step('base', { requires: 'engine' }),
      step('images', { requires: 'base' }),
      step('other'),
    ]
    await runAll(steps, ({ id }) => id === 'engine')
    expect(lines).toEqual(['engine: failed', 'broken', 'other: done'])
  })
})

describe('checkNode', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('accepts %s', (version) => expect(checkNode(version)).toBeUndefined())
  it.each(['18.20.0', '20.18.3'])('refuses %s', (version) => expect(checkNode(version)).toContain('20.19'))
})
