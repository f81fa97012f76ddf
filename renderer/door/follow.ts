import { ORPCError } from '@orpc/client'
import { backoffMs, pause } from './backoff.ts'

export interface Follower<T> {
  value(value: T): void
  /** An error that another try can't mend: nothing more will come. */
  fail(error: Error): void
}

/**
 * Follows a stream of the engine across lost lines: it subscribes again, with growing pauses, until it is stopped or the
 * engine answers that there is no such thing. A stream that merely ends is one of an engine that goes away, too.
 * @returns the way to stop
 */
export function follow<T>(subscribe: (signal: AbortSignal) => Promise<AsyncIterable<T>>, follower: Follower<T>): () => void {
  const stop = new AbortController()
  void run(subscribe, follower, stop.signal)
  return () => stop.abort()
}

async function run<T>(
  subscribe: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  follower: Follower<T>,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      for await (const value of await subscribe(signal)) {
        failures = 0
        if (signal.aborted) return
        follower.value(value)
      }
    } catch (error) {
      if (signal.aborted) return
      if (isFinal(error)) {
        follower.fail(error)
        return
      }
    }
    failures += 1
    await pause(backoffMs(failures), signal)
  }
}

/** The engine has answered, and would answer the same again. */
function isFinal(error: unknown): error is ORPCError<string, unknown> {
  return error instanceof ORPCError && error.status < 500
}
