import type Docker from 'dockerode'

/** A container engine that answers and that can carry levels. */
export interface FoundEngine {
  docker: Docker
  /** Where it was reached, such as `unix:///var/run/docker.sock`. */
  endpoint: string
  /** Name and version for people, such as `Docker Engine 20.10.24` or `Podman 5.0.2`. */
  name: string
  apiVersion: string
  rootless: boolean
  memoryBytes: number
  cpus: number
}

/** What is read from the player's machine to find an engine. Passed in, so that every system can be tested on every other. */
export interface Surroundings {
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  homeDir: string
  uid: number
}

/** An endpoint that was tried, and why it was not taken. */
export interface TriedEndpoint {
  endpoint: string
  error: string
}

/** No engine answers. `advice` says what to do on this system, `tried` what was looked at. */
export class NoEngineError extends Error {
  readonly advice: string
  readonly tried: TriedEndpoint[]

  constructor(message: string, advice: string, tried: TriedEndpoint[]) {
    super(message)
    this.name = 'NoEngineError'
    this.advice = advice
    this.tried = tried
  }
}
