import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Candidate } from './candidate.ts'

const REMOTE = 'it is on another machine: levels publish on 127.0.0.1 of its own machine. Use an engine on this one'
const DEFAULT_PORTS = { http: 2375, https: 2376 }

export interface TlsOptions {
  enabled: boolean
  /** Folder of ca.pem, cert.pem and key.pem. */
  certFolder?: string | undefined
}

/** Makes a candidate of an endpoint as DOCKER_HOST and contexts write it. */
export async function endpointCandidate(source: string, endpoint: string, tls: TlsOptions): Promise<Candidate> {
  return { source, endpoint, connect: await connectOptions(endpoint, tls) }
}

async function connectOptions(endpoint: string, tls: TlsOptions): Promise<Candidate['connect']> {
  if (endpoint.startsWith('unix://')) return { socketPath: endpoint.slice('unix://'.length) || '/var/run/docker.sock' }
  if (endpoint.startsWith('npipe://')) return { socketPath: endpoint.slice('npipe://'.length) || '//./pipe/docker_engine' }
  let url: URL
  try {
    url = new URL(endpoint.includes('://') ? endpoint : `tcp://${endpoint}`)
  } catch {
    return { unsupported: 'it is not an endpoint such as unix:///var/run/docker.sock or tcp://localhost:2375' }
  }
  if (url.protocol === 'ssh:') return { unsupported: REMOTE }
  if (!['tcp:', 'http:', 'https:'].includes(url.protocol)) return { unsupported: `${url.protocol}// endpoints are not supported` }
  if (!isLoopback(url.hostname)) return { unsupported: REMOTE }
  return tcpOptions(url, tls)
}

async function tcpOptions(url: URL, tls: TlsOptions): Promise<Candidate['connect']> {
  const protocol = tls.enabled || url.protocol === 'https:' || url.port === '2376' ? 'https' : 'http'
  const options = { host: url.hostname, port: Number(url.port) || DEFAULT_PORTS[protocol], protocol } as const
  if (protocol === 'http' || tls.certFolder === undefined) return options
  try {
    const [ca, cert, key] = await Promise.all(
      ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFile(join(tls.certFolder ?? '', name))),
    )
    return { ...options, ca, cert, key }
  } catch (error) {
    return { unsupported: `its certificates can't be read: ${error instanceof Error ? error.message : error}` }
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
