import { expect, it } from 'vitest'
import { createTranslator } from './changes.ts'
import type { InstanceChange } from './types.ts'

it('turns events into changes, each told once', () => {
  const changes: InstanceChange[] = []
  const push = createTranslator((change) => changes.push(change))
  const events = ['start', 'exec_start: sh', 'oom', 'kill', 'die', 'stop', 'start', 'restart', 'pause', 'start']
  for (const action of events) push({ action, attributes: { 'firedrill.instance': 'db' } })
  push({ action: 'die', attributes: { name: 'of someone else' } })
  expect(changes.map(({ state }) => state)).toEqual(['running', 'out-of-memory', 'stopped', 'restarted', 'running'])
})
