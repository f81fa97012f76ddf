import type Docker from 'dockerode'
import type { InstancePlan, StackPlan } from '../../contract/index.ts'
import { DiskFullError, isDiskFull, isGone } from '../engine-error.ts'
import { createStepReporter, type StepReporter } from './boot-steps.ts'
import { containerSpec, endpoint, joinOrder } from './container-spec.ts'
import type { RuntimeContext } from './context.ts'
import { DockerStack } from './docker-stack.ts'
import { faultFilesOf, layEarlyFiles, packFiles } from './fault-files.ts'
import { runFaultScript } from './fault-script.ts'
import { nameInStack, stackFilter, stackLabels } from './labels.ts'
import { createNetwork, networksOf } from './networks.ts'
import { orAbort } from './poll.ts'
import { removeLabelled } from './remove-stack.ts'
import type { BootOptions } from './types.ts'
import { createVolume, volumesOf } from './volumes.ts'

const LAY_FILES_TIMEOUT_MS = 30_000

/** An image has been removed since the images were prepared. */
export class ImageGoneError extends Error {
  constructor(image: string, cause: unknown) {
    super(`The image ${image} is not in the engine any more. Prepare the images again, then start the level.`, { cause })
    this.name = 'ImageGoneError'
  }
}

interface Boot {
  context: RuntimeContext
  plan: StackPlan
  stackId: string
  labels: Record<string, string>
  report: StepReporter
  /** Aborts when the caller gives up or any part of the boot fails. */
  signal: AbortSignal
}

/** As Runtime.boot. */
export async function bootStack(context: RuntimeContext, plan: StackPlan, options: BootOptions): Promise<DockerStack> {
  const failed = new AbortController()
  const signal = AbortSignal.any([options.signal, failed.signal])
  const { stackId } = options
  const labels = stackLabels(context.owner, stackId, plan.levelId)
  const boot: Boot = { context, plan, stackId, labels, report: createStepReporter(plan, options.onStep), signal }
  try {
    const containers = await create(boot, failed)
    const stack = new DockerStack(context, plan, stackId, containers)
    await start(boot, stack, containers, failed)
    await boot.report('scene', () => runScripts(boot, stack))
    return stack
  } catch (error) {
    failed.abort(error)
    await removeLabelled(context.docker, stackFilter(context.owner, stackId).label, () => true)
    throw isDiskFull(error) ? new DiskFullError('starting the level', error) : error
  }
}

/** Networks and volumes, then all containers at once. */
async function create(boot: Boot, failed: AbortController): Promise<Map<string, Docker.Container>> {
  const { context, plan, stackId, labels, signal } = boot
  signal.throwIfAborted()
  const images = new Map(plan.instances.map(({ image }) => [image, taggedImage(context, image)]))
  const cpus: Promise<{ NCPU: number }> = context.docker.info()
  await boot.report('network', () =>
    allOrNone(failed, [
      ...networksOf(plan).map((network) => createNetwork(context.docker, { stackId, network, labels })),
      ...[...volumesOf(plan)].map(([key, mount]) => createVolume(context.docker, { stackId, key, mount, labels })),
    ]),
  )
  const engineCpus = (await cpus).NCPU
  const containers = plan.instances.map(async (instance): Promise<[string, Docker.Container]> => {
    signal.throwIfAborted()
    const image = images.get(instance.image) ?? ''
    return [instance.name, await createInstance(boot, instance, image, engineCpus)]
  })
  return new Map(await allOrNone(failed, containers))
}

function taggedImage(context: RuntimeContext, name: string): string {
  const tag = context.images.get(name)
  if (!tag)
    throw new Error(
      `The level wants the image ${name}, which is not one of the stack's: ${[...context.images.keys()].join(', ')}.`,
    )
  return tag
}

async function createInstance(boot: Boot, instance: InstancePlan, image: string, engineCpus: number): Promise<Docker.Container> {
  const { docker, owner, now } = boot.context
  const { plan, stackId } = boot
  const container = await docker
    .createContainer(containerSpec({ stackId, owner, plan, instance, image, engineCpus }))
    .catch((error: unknown) => {
      throw isGone(error) ? new ImageGoneError(image, error) : error
    })
  // Engines before 25 take one network at creation.
  for (const network of joinOrder(instance).slice(1)) {
    await docker
      .getNetwork(nameInStack(stackId, network))
      .connect({ Container: container.id, EndpointConfig: endpoint(instance) })
  }
  await layEarlyFiles(container, faultFilesOf(plan, instance).early, now())
  return container
}

/** Starts instances as soon as those they depend on have been started, and waits until all are ready. */
async function start(
  boot: Boot,
  stack: DockerStack,
  containers: Map<string, Docker.Container>,
  failed: AbortController,
): Promise<void> {
  const started = new Map<string, Promise<void>>()
  const startOnce = (instance: InstancePlan): Promise<void> => {
    const begun = started.get(instance.name)
    if (begun) return begun
    const needed = boot.plan.instances.filter((other) => instance.dependsOn.includes(other.name))
    const promise = Promise.all(needed.map(startOnce)).then(() => startInstance(boot, stack, instance, containers))
    started.set(instance.name, promise)
    return promise
  }
  const gateway = boot.plan.instances.find((instance) => instance.name === boot.plan.gateway)
  if (!gateway) throw new Error(`The level's gateway ${boot.plan.gateway} is not one of its instances.`)
  const gatewayKnown = startOnce(gateway).then(() => stack.findGateway())
  const ready = boot.plan.instances.map((instance) =>
    boot.report(instance.name, async () => {
      await startOnce(instance)
      await stack.waitUntilReady(instance, boot.signal, gatewayKnown)
    }),
  )
  await allOrNone(failed, [gatewayKnown, ...ready])
}

async function startInstance(
  boot: Boot,
  stack: DockerStack,
  instance: InstancePlan,
  containers: Map<string, Docker.Container>,
): Promise<void> {
  boot.signal.throwIfAborted()
  await containers.get(instance.name)?.start()
  const { late } = faultFilesOf(boot.plan, instance)
  if (late.length === 0) return
  const stdin = await packFiles(late, [], boot.context.now())
  const argv = ['tar', '-x', '-f', '-', '-C', '/']
  const laid = await stack.execBytes(instance.name, argv, {
    stdin,
    user: '0',
    timeoutMs: LAY_FILES_TIMEOUT_MS,
    signal: boot.signal,
  })
  if (laid.exitCode !== 0) throw new Error(`The fault's files could not be laid into ${instance.name}: ${laid.stderr}`)
}

async function runScripts(boot: Boot, stack: DockerStack): Promise<void> {
  for (const step of boot.plan.fault) {
    boot.signal.throwIfAborted()
    if (step.kind === 'run') await orAbort(runFaultScript(stack, step, boot.signal), boot.signal)
  }
}

/**
 * Waits for all, since what is still being made can't be removed. The first failure ends the waiting of the others and is
 * what is thrown.
 */
async function allOrNone<T>(failed: AbortController, parts: Promise<T>[]): Promise<T[]> {
  for (const part of parts) part.catch((error: unknown) => failed.abort(error))
  const results = await Promise.allSettled(parts)
  if (results.some((result) => result.status === 'rejected')) throw failed.signal.reason
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}
