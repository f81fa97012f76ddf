import { describe, expect, it } from 'vitest'
import type { EvidenceLeaf } from '../contract/index.ts'
import { TerminalEvidence } from './terminal-evidence.ts'

function watch(evidence: EvidenceLeaf, held: string[] = []) {
  const found: string[] = []
  const watcher = new TerminalEvidence([{ leaf: 'objectives.a', evidence }], new Set(held), (leaf) => found.push(leaf))
  return { watcher, found }
}

describe('TerminalEvidence', () => {
  it('finds what any tool showed, on the named instance only, and once', () => {
    const { watcher, found } = watch({ saw: { instance: 'proxy', text: '" 413 ' } })
    watcher.saw('app-1', '"POST /api HTTP/1.1" 413 176', 'cat log')
    expect(found).toEqual([])
    watcher.saw('proxy', 'other\n"POST /api HTTP/1.1" 413 176', undefined)
    watcher.saw('proxy', '"POST /api HTTP/1.1" 413 176', undefined)
    expect(found).toEqual(['objectives.a'])
  })

  it('does not take the player’s own words for what the system shows', () => {
    const { watcher, found } = watch({ saw: { text: '" 413 \\d*' } })
    watcher.saw('proxy', 'x" 413 176', `echo 'x" 413 176'`)
    expect(found).toEqual([])
    watcher.saw('proxy', 'first\n"POST / HTTP/1.1" 413 176', `grep '" 413 ' access.log`)
    expect(found).toEqual(['objectives.a'])
  })

  it('asks for the command too where the level does', () => {
    const { watcher, found } = watch({ saw: { text: 'uploads', command: '^du\\b' } })
    watcher.saw('app-1', '2G uploads', 'ls')
    watcher.saw('app-1', '2G uploads', undefined)
    expect(found).toEqual([])
    watcher.saw('app-1', '2G uploads', 'du -sh *')
    expect(found).toEqual(['objectives.a'])
  })

  it('notes commands', () => {
    const { watcher, found } = watch({ ran: { instance: ['app-1', 'app-2'], command: '\\bdf\\b' } })
    watcher.ran('db', 'df -h')
    watcher.ran('app-2', 'watch df -h')
    expect(found).toEqual(['objectives.a'])
  })

  it('does not report what an earlier run of the app has reported', () => {
    const { watcher, found } = watch({ ran: { command: 'ls' } }, ['objectives.a'])
    watcher.ran('db', 'ls')
    expect(found).toEqual([])
  })
})
