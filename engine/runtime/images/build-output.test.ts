import { expect, it } from 'vitest'
import { BuildOutput, type BuildStep } from './build-output.ts'

it('reads steps, the layers that are new, the error and the last lines', () => {
  const steps: BuildStep[] = []
  const output = new BuildOutput((step) => steps.push(step))
  const lines = [
    'Step 1/4 : FROM debian:bookworm-slim AS base',
    ' ---> 5ccc6319deea',
    'Step 2/4 : RUN one',
    ' ---> Using cache',
    ' ---> aaaaaaaaaaaa',
    'Step 3/4 : RUN two',
    ' ---> Running in 0123456789ab',
    'Removing intermediate container 0123456789ab',
    ' ---> bbbbbbbbbbbb',
    'Step 4/4 : RUN three',
  ]
  for (const line of lines) output.readMessage(JSON.stringify({ stream: `${line}\n` }))
  output.readMessage('not json')
  output.readMessage(JSON.stringify({ error: 'it failed', errorDetail: { code: 5 } }))
  expect(steps.map(({ number, count }) => `${number}/${count}`)).toEqual(['1/4', '2/4', '3/4', '4/4'])
  expect(output.newLayers).toEqual(['bbbbbbbbbbbb'])
  expect(output.error).toBe('it failed')
  expect(output.tail()).toContain('Step 4/4 : RUN three')
})

it('keeps a limited number of lines of limited length', () => {
  const output = new BuildOutput(() => {})
  for (let line = 0; line < 1000; line++) output.readMessage(JSON.stringify({ stream: `${line} ${'x'.repeat(10_000)}` }))
  expect(output.tail().split('\n')).toHaveLength(30)
  expect(output.tail().length).toBeLessThan(16_000)
})
