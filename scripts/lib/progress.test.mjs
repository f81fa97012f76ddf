import { describe, expect, it } from 'vitest'
import { createProgress } from './progress.mjs'

function plainProgress() {
  let clock = 0
  let text = ''
  const stream = {
    isTTY: false,
    write: (part) => {
      text += part
    },
  }
  const progress = createProgress({ stream, now: () => clock })
  return { progress, advance: (ms) => (clock += ms), text: () => text }
}

describe('progress without a terminal', () => {
  it('prints plain lines: start, a message now and then, end', () => {
    const { progress, advance, text } = plainProgress()
    const step = progress.step('Packages', 40_000)
    step.update({ message: 'downloading' })
    advance(1_000)
    step.update({ message: 'too soon after the other' })
    advance(5_000)
    step.update({ message: '\x1b[32mcompiling\x1b[0m\nsecond line' })
    advance(4_000)
    step.done()
    expect(text()).toBe(
      'Packages... (about 40 s)\n  downloading (about 40 s left)\n  compiling (about 34 s left)\nPackages: done (10 s)\n',
    )
  })

  it('says when a step failed', () => {
    const { progress, text } = plainProgress()
    progress.step('Build').fail()
    expect(text()).toBe('Build...\nBuild: failed after 0 ms\n')
  })
})
