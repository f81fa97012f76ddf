import path from 'node:path'
import { serve } from '../../host/index.ts'
import { type Context, openHost } from '../context.ts'
import { EXIT, UsageError } from '../output.ts'
import { appRoot } from '../paths.ts'

/** `serve`: the app on 127.0.0.1, behind a link that works once. Runs until it is ended. */
export async function serveCommand({ output, flags, signal }: Context): Promise<number> {
  const port = portOf(flags.port)
  const host = openHost()
  host.lock()
  const door = await serve(host, { port, rendererFolder: path.join(appRoot(), 'dist', 'renderer') }).catch(async (error) => {
    await host.close()
    throw error
  })
  const url = door.newUrl()
  const help = 'The link works once. Press Enter for a new one, Ctrl-C to stop.'
  if (output.json) process.stdout.write(`${JSON.stringify({ url, port: door.port })}\n`)
  else process.stdout.write(`Firedrill is open at\n\n  ${url}\n\n${help}\n`)
  offerNewLinks(door.newUrl)
  void host.start()
  await aborted(signal)
  await door.close()
  await host.close()
  return EXIT.ok
}

function portOf(flag: string | boolean | undefined): number {
  const port = flag === undefined ? 0 : Number(flag)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port takes a number from 0 to 65535.')
  return port
}

function offerNewLinks(newUrl: () => string): void {
  if (!process.stdin.isTTY) return
  process.stdin.on('data', () => process.stdout.write(`  ${newUrl()}\n`))
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve())
  })
}
