import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Recording, readRecording } from './recording.ts'

let folder: string
let file: string
let clock = 0

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firedrill-recording-'))
  file = path.join(folder, 'a.cast')
  clock = 1_700_000_000_000
})
afterEach(() => rm(folder, { recursive: true }))

const start = (mostBytes?: number) =>
  Recording.start({
    file,
    title: 'app-1',
    cols: 80,
    rows: 24,
    now: () => clock,
    onPressure: () => {},
    ...(mostBytes && { mostBytes }),
  })

const lines = async () =>
  (await readRecording(file))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('Recording', () => {
  it('writes an asciicast v2 file', async () => {
    const recording = await start()
    recording.output(Buffer.from('\x1b[1m"hi"\\\r\n'))
    clock += 1250
    recording.resize(132, 43)
    const arrow = Buffer.from('→ é')
    for (const byte of arrow) recording.output(Buffer.of(byte))
    await recording.close()
    const [header, ...events] = await lines()
    expect(header).toEqual({ version: 2, width: 80, height: 24, timestamp: 1_700_000_000, title: 'app-1' })
    expect(events).toEqual([
      [0, 'o', '\x1b[1m"hi"\\\r\n'],
      [1.25, 'r', '132x43'],
      [1.25, 'o', '→'],
      [1.25, 'o', ' '],
      [1.25, 'o', 'é'],
    ])
  })

  it('stands bytes that are no characters', async () => {
    const recording = await start()
    recording.output(Buffer.of(0xc3))
    recording.output(Buffer.from('after'))
    await recording.close()
    expect((await lines()).slice(1).map(([, , text]) => text)).toEqual(['\ufffd', 'after'])
  })

  it('ends with a note at its largest size', async () => {
    const recording = await start(1000)
    for (let i = 0; i < 100; i++) recording.output(Buffer.from('x'.repeat(50)))
    await recording.close()
    const all = await lines()
    expect(all.at(-1)).toEqual([0, 'm', expect.stringContaining('largest size')])
    expect((await readFile(file)).length).toBeLessThan(1300)
  })

  it('does not write over a file that is there', async () => {
    await writeFile(file, 'mine')
    await expect(start()).rejects.toThrow('EEXIST')
  })
})

describe('readRecording', () => {
  it('drops the torn last line of a crash', async () => {
    const recording = await start()
    recording.output(Buffer.from('whole'))
    await recording.close()
    const whole = await readFile(file, 'utf8')
    await appendFile(file, '[1.5,"o","to')
    expect(await readRecording(file)).toBe(whole)
  })

  it.each(['', '{"version":2', 'hello\n', '{"version":1}\n', 'null\n'])('refuses a file that begins with %j', async (text) => {
    await writeFile(file, text)
    await expect(readRecording(file)).rejects.toThrow('not a terminal recording')
  })
})
