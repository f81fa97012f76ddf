import { doctor } from '../../host/index.ts'
import { type Context, openHost } from '../context.ts'
import { EXIT } from '../output.ts'

const SIGN = { ok: '✓', working: '…', warning: '!', error: '✗' } as const

/** `doctor`: what was found and what to do, one line a check. */
export async function doctorCommand({ output }: Context): Promise<number> {
  const host = openHost()
  try {
    const findings = await doctor(host)
    const lines = findings.map((f) => `${SIGN[f.state]} ${f.title}: ${f.message}${f.advice ? ` → ${f.advice}` : ''}`)
    output.result({ findings }, lines.join('\n'))
    return findings.some(({ state }) => state === 'error') ? EXIT.failed : EXIT.ok
  } finally {
    await host.close()
  }
}
