import { describe, expect, it } from 'vitest'
import { Watchable } from './watchable.ts'

describe('Watchable', () => {
  it('yields the value now and at each change, and ends when closed', async () => {
    const watchable = new Watchable(1)
    const seen: number[] = []
    const done = (async () => {
      for await (const value of watchable.watch(undefined)) {
        seen.push(value)
        if (value === 1) watchable.set(2)
        else watchable.close()
      }
    })()
    await done
    expect(seen).toEqual([1, 2])
  })

  it('skips to the newest value for a slow watcher', async () => {
    const watchable = new Watchable(1)
    const watch = watchable.watch(undefined)
    expect((await watch.next()).value).toBe(1)
    watchable.set(2)
    watchable.set(3)
    expect((await watch.next()).value).toBe(3)
  })

  it('ends on abort while it waits', async () => {
    const abort = new AbortController()
    const watch = new Watchable('a').watch(abort.signal)
    await watch.next()
    const waiting = watch.next()
    abort.abort()
    expect((await waiting).done).toBe(true)
  })
})
