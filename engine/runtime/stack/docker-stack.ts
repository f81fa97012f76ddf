import type Docker from 'dockerode'
import type { InstancePlan, StackPlan } from '../../contract/index.ts'
import { engineMessage, isGone } from '../engine-error.ts'
import { watchChanges } from './changes.ts'
import type { RuntimeContext } from './context.ts'
import { type ExecBytesOptions, execIn } from './exec.ts'
import { stackFilter } from './labels.ts'
import { followContainerLogs } from './logs.ts'
import { waitUntilReady } from './ready/index.ts'
import { removeLabelled } from './remove-stack.ts'
import type { ExecOptions, ExecResult, FollowLogsOptions, InstanceChange, InstanceState, Stack } from './types.ts'

const POLITE_STOP_S = 5

/** A stack in the engine. Its containers exist; whether they run is the engine's business. */
export class DockerStack implements Stack {
  readonly stackId: string
  readonly plan: StackPlan
  readonly #context: RuntimeContext
  readonly #containers: ReadonlyMap<string, Docker.Container>
  readonly #ended = new AbortController()
  #gatewayUrl = ''
  #execs = 0

  constructor(context: RuntimeContext, plan: StackPlan, stackId: string, containers: ReadonlyMap<string, Docker.Container>) {
    this.#context = context
    this.plan = plan
    this.stackId = stackId
    this.#containers = containers
  }

  get gatewayUrl(): string {
    return this.#gatewayUrl
  }

  containerId(instance: string): string {
    return this.#container(instance).id
  }

  exec(instance: string, argv: string[], options: ExecOptions): Promise<ExecResult> {
    return this.execBytes(instance, argv, options)
  }

  /** As `exec`; standard input may be bytes as well. */
  execBytes(instance: string, argv: string[], options: ExecBytesOptions): Promise<ExecResult> {
    // Unique among this engine process's and those of an earlier one.
    const mark = `${this.stackId}-${this.#context.now()}-${++this.#execs}`
    return execIn({ container: this.#container(instance), instance, mark }, argv, options)
  }

  states(): Promise<InstanceState[]> {
    return Promise.all(
      [...this.#containers].map(async ([name, container]) => {
        const info = await container.inspect().catch((error: unknown) => {
          if (isGone(error)) return undefined
          throw error
        })
        return { name, state: info?.State.Running ? 'running' : 'stopped', startedAt: info?.State.StartedAt ?? '' }
      }),
    )
  }

  async restart(instance: string): Promise<void> {
    await this.#container(instance).restart({ t: POLITE_STOP_S })
    if (instance === this.plan.gateway) await this.findGateway()
    await this.waitUntilReady(this.#instance(instance), this.#ended.signal)
  }

  followLogs(instance: string, options: FollowLogsOptions): Promise<void> {
    const signal = AbortSignal.any([options.signal, this.#ended.signal])
    return followContainerLogs(this.#container(instance), { ...options, signal })
  }

  onChange(listener: (change: InstanceChange) => void): () => void {
    const end = new AbortController()
    const signal = AbortSignal.any([end.signal, this.#ended.signal])
    void watchChanges(this.#context.docker, { labels: this.#filter(), signal, onChange: listener })
    return () => end.abort()
  }

  async pause(): Promise<void> {
    await Promise.all([...this.#containers.values()].map((container) => unless(/already paused|not running/, container.pause())))
  }

  async unpause(): Promise<void> {
    await Promise.all([...this.#containers.values()].map((container) => unless(/not paused/, container.unpause())))
  }

  async destroy(): Promise<void> {
    this.#ended.abort(new Error('The stack was removed.'))
    await removeLabelled(this.#context.docker, this.#filter(), () => true)
  }

  /** Asks the engine for the gateway's port on 127.0.0.1: it gets another one at each start. */
  async findGateway(): Promise<void> {
    const { NetworkSettings } = await this.#container(this.plan.gateway).inspect()
    const port = Object.values(NetworkSettings.Ports ?? {}).flatMap((bindings) => bindings ?? [])[0]?.HostPort
    if (!port) throw new Error(`The gateway (${this.plan.gateway}) publishes no port: its plan names none, or it has stopped.`)
    this.#gatewayUrl = `http://127.0.0.1:${port}`
  }

  /** Waits by the instance's rule. `gateway` resolves once the gateway's port is known. */
  waitUntilReady(instance: InstancePlan, signal: AbortSignal, gateway: Promise<void> = Promise.resolve()): Promise<void> {
    return waitUntilReady(instance.ready, {
      instance: instance.name,
      container: this.#container(instance.name),
      exec: (argv, options) => this.exec(instance.name, argv, options),
      gatewayUrl: async () => {
        await gateway
        return this.#gatewayUrl
      },
      signal,
    })
  }

  #filter(): string[] {
    return stackFilter(this.#context.owner, this.stackId).label
  }

  #container(instance: string): Docker.Container {
    const container = this.#containers.get(instance)
    if (!container) throw new RangeError(`this level has no instance ${JSON.stringify(instance)}`)
    return container
  }

  #instance(name: string): InstancePlan {
    const instance = this.plan.instances.find((candidate) => candidate.name === name)
    if (!instance) throw new RangeError(`this level has no instance ${JSON.stringify(name)}`)
    return instance
  }
}

/** Lets pass what the engine refuses because it is so already. */
async function unless(already: RegExp, change: Promise<unknown>): Promise<void> {
  try {
    await change
  } catch (error) {
    if (!already.test(engineMessage(error))) throw error
  }
}
