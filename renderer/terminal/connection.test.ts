import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FLOW, type RawChannel } from '../../engine/contract/index.ts'
import { TerminalConnection } from './connection.ts'

/** The engine's end of a channel, held by the test. */
class TestChannel implements RawChannel {
  readonly sent: (Uint8Array | string)[] = []
  #onMessage: (message: Uint8Array | string) => void = () => undefined
  #onClose: () => void = () => undefined

  send(message: Uint8Array | string): void {
    this.sent.push(message)
  }

  onMessage(listener: (message: Uint8Array | string) => void): void {
    this.#onMessage = listener
  }

  onClose(listener: () => void): void {
    this.#onClose = listener
  }

  close(): void {
    this.#onClose()
  }

  say(message: Uint8Array | object): void {
    this.#onMessage(message instanceof Uint8Array ? message : JSON.stringify(message))
  }
}

async function connect() {
  const channels: TestChannel[] = []
  const log: string[] = []
  const connection = new TerminalConnection({
    dial: async () => {
      const channel = new TestChannel()
      channels.push(channel)
      return channel
    },
    size: () => ({ cols: 80, rows: 24 }),
    onOutput: (bytes, parsed) => {
      log.push(`output ${bytes.byteLength}`)
      parsed()
    },
    onReplay: () => log.push('replay'),
    onState: ({ phase }) => log.push(phase),
  })
  await vi.advanceTimersByTimeAsync(0)
  return { connection, channels, log, channel: channels[0] as TestChannel }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('TerminalConnection', () => {
  test('tells its size first and passes keys on at once', async () => {
    const { connection, channel } = await connect()
    connection.type(Uint8Array.of(97))
    expect(channel.sent).toEqual(['{"type":"resize","cols":80,"rows":24}', Uint8Array.of(97)])
  })

  test('acknowledges what was parsed', async () => {
    const { channel } = await connect()
    channel.say(new Uint8Array(FLOW.ackEveryBytes))
    expect(channel.sent.at(-1)).toBe(`{"type":"ack","bytes":${FLOW.ackEveryBytes}}`)
  })

  test('comes back after a cut and starts from the replay', async () => {
    const { channels, channel, log } = await connect()
    channel.say({ type: 'replay', bytes: 0 })
    channel.say(new Uint8Array(3))
    channel.close()
    await vi.advanceTimersByTimeAsync(250)
    channels[1]?.say({ type: 'replay', bytes: 2 })
    channels[1]?.say(new Uint8Array(2))
    expect(log).toEqual(['open', 'replay', 'output 3', 'reconnecting', 'open', 'replay', 'output 2'])
  })

  test('waits longer each time it is turned away at once', async () => {
    const { channels } = await connect()
    for (const waitMs of [250, 500, 1000]) {
      channels.at(-1)?.close()
      const before = channels.length
      await vi.advanceTimersByTimeAsync(waitMs - 1)
      expect(channels).toHaveLength(before)
      await vi.advanceTimersByTimeAsync(1)
      expect(channels).toHaveLength(before + 1)
    }
  })

  test('stays down once the shell has ended', async () => {
    const { connection, channels, channel } = await connect()
    channel.say({ type: 'exit', exitCode: 3 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(connection.state).toEqual({ phase: 'ended', exitCode: 3 })
    expect(channels).toHaveLength(1)
  })

  test('drops text that is no control', async () => {
    const { channel, log } = await connect()
    channel.say({ type: 'reboot' })
    expect(log).toEqual(['open'])
  })
})
