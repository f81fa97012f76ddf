import { durationMs, type EvidenceLeaf } from '../contract/index.ts'
import type { Stack } from '../runtime/index.ts'

/** What one look from outside found. `detail` is for the timeline and never longer than an event allows. */
export interface ProbeResult {
  holds: boolean
  detail: string
}

type ProbeLeaf = Extract<EvidenceLeaf, { http: unknown } | { exec: unknown }>

const HTTP_TIMEOUT_MS = 10_000
const BODY_LIMIT = 1024 * 1024

/** True for evidence that is looked at from outside, as against what the player ran, saw or answered. */
export function isProbe(leaf: EvidenceLeaf): leaf is ProbeLeaf {
  return 'http' in leaf || 'exec' in leaf
}

/**
 * Looks once from outside. Never throws for what the system under drill does wrong: that is a result.
 * @param readScript reads a check script of the level's folder
 */
export async function probe(
  stack: Stack,
  leaf: ProbeLeaf,
  readScript: (path: string) => Promise<string>,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const result =
    'http' in leaf ? await probeHttp(stack, leaf.http, signal) : await probeExec(stack, leaf.exec, readScript, signal)
  return { holds: result.holds, detail: result.detail.slice(0, 500) }
}

type HttpProbe = Extract<EvidenceLeaf, { http: unknown }>['http']

async function probeHttp(stack: Stack, http: HttpProbe, signal: AbortSignal): Promise<ProbeResult> {
  const startedAt = performance.now()
  try {
    const response = await fetch(new URL(http.path, stack.gatewayUrl), {
      method: http.method,
      headers: http.headers,
      body: http.body ?? null,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(HTTP_TIMEOUT_MS)]),
    })
    const body = await readBounded(response)
    return judgeHttp(http, response, body, performance.now() - startedAt)
  } catch (error) {
    return { holds: false, detail: `${http.method} ${http.path}: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function judgeHttp(http: HttpProbe, response: Response, body: string, tookMs: number): ProbeResult {
  const { expect } = http
  const statuses = expect.status === undefined ? undefined : [expect.status].flat()
  const failures = [
    statuses && !statuses.includes(response.status) ? `status ${response.status}, expected ${statuses.join(' or ')}` : undefined,
    expect.body && !new RegExp(expect.body).test(body) ? `body does not match ${expect.body}` : undefined,
    expect.within && tookMs > durationMs(expect.within) ? `took ${Math.round(tookMs)} ms, expected ${expect.within}` : undefined,
    ...Object.entries(expect.header ?? {}).map(([name, pattern]) =>
      new RegExp(pattern).test(response.headers.get(name) ?? '') ? undefined : `header ${name} does not match ${pattern}`,
    ),
  ].filter((failure) => failure !== undefined)
  return {
    holds: failures.length === 0,
    detail: `${http.method} ${http.path}: ${failures.join('; ') || `status ${response.status}`}`,
  }
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > BODY_LIMIT) break
  }
  return text
}

type ExecProbe = Extract<EvidenceLeaf, { exec: unknown }>['exec']

async function probeExec(
  stack: Stack,
  exec: ExecProbe,
  readScript: (path: string) => Promise<string>,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const script = exec.script === undefined ? (exec.command ?? '') : await readScript(exec.script)
  const name = exec.script ?? exec.command ?? ''
  try {
    const run = await stack.exec(exec.instance, ['bash', '-c', script, name], { timeoutMs: durationMs(exec.timeout), signal })
    if (run.exitCode === null) return { holds: false, detail: `${name} did not finish within ${exec.timeout}` }
    const output = run.stdout + run.stderr
    const holds = run.exitCode === 0 && (exec.output === undefined || new RegExp(exec.output, 'm').test(output))
    return { holds, detail: lastLine(output) ?? `${name} exited with ${run.exitCode}` }
  } catch (error) {
    return { holds: false, detail: `${name}: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').at(-1) || undefined
}
