import { describe, expect, it } from 'vitest'
import { CommandError, run, succeeds } from './command.mjs'

const node = (code, options) => run(process.execPath, ['-e', code], options)

describe('run', () => {
  it('returns what the command wrote, and gives its lines as they come', async () => {
    const lines = []
    const stdout = await node("console.log('one\\ntwo'); console.error('three\\rfour')", { onLine: (line) => lines.push(line) })
    expect(stdout).toBe('one\ntwo\n')
    expect(lines.sort()).toEqual(['four', 'one', 'three', 'two'])
  })

  it('says with what exit code and last words a command failed', async () => {
    const error = await node("console.error('no space left'); process.exit(3)").catch((caught) => caught)
    expect(error).toBeInstanceOf(CommandError)
    expect(error.exitCode).toBe(3)
    expect(error.message).toContain('no space left')
  })

  it('ends a command that takes too long', async () => {
    await expect(node('setInterval(() => {}, 1000)', { timeoutMs: 300 })).rejects.toThrow('no result within')
  })

  it('says that a program is not there', async () => {
    await expect(run('firedrill-no-such-program', [])).rejects.toThrow('ENOENT')
    expect(await succeeds('firedrill-no-such-program', [])).toBe(false)
  })
})
