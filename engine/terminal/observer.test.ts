import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { StreamObserver } from './observer.ts'
import type { RanCommand } from './types.ts'

const NONCE = 'right-nonce'
const mark = (fields: string) => `\x1b]633;${fields};${NONCE}\x07`
const PROMPT = `${mark('D;0')}${mark('P;Cwd=/')}${mark('A')}root@app:/# ${mark('B')}`
let history = 0
const execute = (command: string) => `\r\n\x1b[?2004l\r${mark(`P;History=${++history}`)}${mark(`E;${command}`)}${mark('C')}`

function observe(nonce: string | undefined = NONCE) {
  const texts: { text: string; command: string | undefined }[] = []
  const commands: RanCommand[] = []
  let prompts = 0
  const observer = new StreamObserver(nonce, {
    onCommand: (command) => commands.push(command),
    onText: (shown) => texts.push(shown),
    onPrompt: () => prompts++,
  })
  return {
    observer,
    commands,
    texts,
    prompts: () => prompts,
    show: (text: string) => observer.push(Buffer.from(text)),
    seen: () => texts.map(({ text }) => text).join('\n'),
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('StreamObserver with marks', () => {
  it('tells commands with what they showed', () => {
    const { observer, show, texts, commands, prompts } = observe()
    show(PROMPT)
    observer.type('grep 413 access.log\r')
    show('grep 413 access.log')
    show(`${execute('grep 413 access.log')}10.0.0.9 \x1b[31m413\x1b[0m 183\r\n${mark('D;0')}`)
    expect(texts).toEqual([{ text: '10.0.0.9 413 183', command: 'grep 413 access.log' }])
    expect(commands).toMatchObject([{ command: 'grep 413 access.log', cwd: '/', exitCode: 0 }])
    expect(prompts()).toBe(1)
  })

  it('never takes the line being typed for output, however it is edited', () => {
    const { observer, show, texts } = observe()
    show(PROMPT)
    observer.type('# " 413 "\x1b[A\t')
    show('# " 413 "\r\x1b[Kroot@app:/# # " 413 "\b\b\b')
    vi.advanceTimersByTime(1000)
    observer.type('\x03')
    show(`^C\r\n${PROMPT}`)
    vi.advanceTimersByTime(1000)
    expect(texts).toEqual([])
  })

  it('sees what a background job shows beside the prompt', () => {
    const { show, seen } = observe()
    show(`${PROMPT}10.0.0.9 413\r\n10.0.0.8 200\r\n`)
    vi.advanceTimersByTime(200)
    expect(seen()).toBe('10.0.0.9 413\n10.0.0.8 200')
  })

  it('falls back to the echo for a command the history leaves out', () => {
    const { observer, show, commands } = observe()
    show(`${PROMPT}first${execute('first')}${PROMPT}`)
    observer.type(' second\r')
    history--
    show(` second${execute('first')}${PROMPT}`)
    expect(commands.map(({ command }) => command)).toEqual(['first', 'second'])
  })

  it('knows a command whose shell ended', () => {
    const { observer, show, commands } = observe()
    show(`${PROMPT}exit${execute('exit')}exit\r\n`)
    observer.end(1000)
    expect(commands).toMatchObject([{ command: 'exit', output: { to: 1000 } }])
    expect(commands[0]).not.toHaveProperty('exitCode')
  })

  it('ignores a prompt that a nested shell shows', () => {
    const { show, seen, prompts } = observe()
    show(`${PROMPT}sh${execute('sh')}# ${mark('B')}nested\r\n`)
    expect(seen()).toBe('# nested')
    expect(prompts()).toBe(1)
  })
})

describe('StreamObserver where no mark tells', () => {
  it('takes the echo of what was typed out of a row', () => {
    const { observer, show, seen } = observe()
    show('appdb=# ')
    vi.advanceTimersByTime(200)
    observer.type('select 413;')
    show('select 413;')
    vi.advanceTimersByTime(200)
    observer.type('\r')
    show('\r\n id \r\n----\r\n 413\r\n')
    expect(seen()).toBe('appdb=# \nappdb=# \nappdb=# \n id \n----\n 413')
  })

  it('knows a row that was completed or recalled for what it is', () => {
    const { observer, show, seen } = observe(undefined)
    show('db=# ')
    observer.type('\x1b[A\r')
    show('select 413;\r\nERROR\r\n')
    expect(seen()).toBe('db=# \nERROR')
  })

  it('forgets what was never echoed', () => {
    const { observer, show, seen } = observe(undefined)
    show('Password: ')
    observer.type('12345\r')
    show('\r\n')
    for (let row = 0; row < 300; row++) show(`row ${row}\r\n`)
    show('12345 rows\r\n')
    expect(seen()).toContain('12345 rows')
  })

  it('shows unfinished rows after a moment, overstriking and what lies on other rows', () => {
    const { show, seen } = observe(undefined)
    show('N\bNA\bAME\r\n10%\r20%')
    vi.advanceTimersByTime(200)
    expect(seen()).toBe('NAME\n10%\n20%')
  })

  it('sees a full-screen program once, without what is typed into it', () => {
    const { observer, show, texts } = observe(undefined)
    show('\x1b[?1049h\x1b[1;1H10.0.0.9 413\x1b[2;1H10.0.0.8 200\x1b[24;1H:')
    vi.advanceTimersByTime(200)
    observer.type(' \x1b[B/413')
    show('\r\x1b[K/413')
    vi.advanceTimersByTime(200)
    expect(texts.map(({ text }) => text.split('\n').filter(Boolean))).toEqual([['10.0.0.9 413', '10.0.0.8 200', ':'], [':']])
  })

  it('bounds the length of a row', () => {
    const { show, texts } = observe(undefined)
    show(`${'x'.repeat(30_000)}\r\n`)
    const rows = texts.flatMap(({ text }) => text.split('\n'))
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(8192)
    expect(rows.join('')).toHaveLength(30_000)
  })

  it('gives a flood whole up to 4 MB, then glimpses, and always its end', () => {
    const { observer, show, texts } = observe(undefined)
    const flood = 'a line of a flood\r\n'.repeat(3000)
    for (let i = 0; i < 200; i++) show(flood)
    show('the last line\r\n')
    vi.advanceTimersByTime(300)
    const chars = texts.reduce((sum, { text }) => sum + text.length, 0)
    expect(chars).toBeGreaterThan(3_500_000)
    expect(chars).toBeLessThan(4_500_000)
    expect(texts.at(-1)?.text).toMatch(/the last line$/)
    observer.type('\r')
    show('whole again\r\n')
    expect(texts.at(-1)?.text).toBe('whole again')
  })
})
