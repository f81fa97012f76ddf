import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { CandidateSource } from './candidate.ts'
import { endpointCandidate } from './endpoint.ts'

const configSchema = z.object({ currentContext: z.string().optional() })
const metaSchema = z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string().min(1) }) }) })

/** The context that `docker context use` or DOCKER_CONTEXT has chosen. */
export const dockerContext: CandidateSource = async (surroundings) => {
  const folder = surroundings.env.DOCKER_CONFIG || join(surroundings.homeDir, '.docker')
  const name = surroundings.env.DOCKER_CONTEXT || (await currentContext(folder))
  if (!name || name === 'default') return []
  const source = `Docker context ${name}`
  const isExplicit = Boolean(surroundings.env.DOCKER_CONTEXT)
  // The docker command names a context's folder by the hash of its name.
  const id = createHash('sha256').update(name).digest('hex')
  const meta = metaSchema.safeParse(await readJson(join(folder, 'contexts', 'meta', id, 'meta.json')))
  if (!meta.success) {
    return [{ source, endpoint: source, connect: { unsupported: 'its description is missing or unreadable' }, isExplicit }]
  }
  const tls = { enabled: false, certFolder: join(folder, 'contexts', 'tls', id, 'docker') }
  return [{ ...(await endpointCandidate(source, meta.data.Endpoints.docker.Host, tls)), isExplicit }]
}

async function currentContext(folder: string): Promise<string | undefined> {
  return configSchema.catch({}).parse(await readJson(join(folder, 'config.json'))).currentContext
}

/** `undefined` for a file that is missing or is not JSON. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}
