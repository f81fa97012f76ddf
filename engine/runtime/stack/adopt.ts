import type { StackPlan } from '../../contract/index.ts'
import type { RuntimeContext } from './context.ts'
import { DockerStack } from './docker-stack.ts'
import { LABEL, stackFilter } from './labels.ts'
import { losesFilesWhenStopped } from './volumes.ts'

/** As Runtime.adopt. */
export async function adoptStack(context: RuntimeContext, plan: StackPlan, stackId: string): Promise<DockerStack | undefined> {
  const { docker, owner } = context
  const found = await docker.listContainers({ all: true, filters: stackFilter(owner, stackId) })
  const byInstance = new Map(found.map((info) => [info.Labels[LABEL.instance] ?? '', info]))
  if (plan.instances.some((instance) => !byInstance.has(instance.name))) return undefined
  const stopped = found.filter((info) => info.State !== 'running' && info.State !== 'paused')
  if (stopped.length > 0 && losesFilesWhenStopped(plan)) return undefined

  const containers = new Map([...byInstance].map(([name, info]) => [name, docker.getContainer(info.Id)]))
  const stack = new DockerStack(context, plan, stackId, containers)
  await stack.unpause()
  await Promise.all(stopped.map((info) => docker.getContainer(info.Id).start()))
  await stack.findGateway()
  const neverMind = new AbortController().signal
  const wereStopped = new Set(stopped.map((info) => info.Labels[LABEL.instance]))
  // What has been running may be broken on purpose: only what was started anew has to become ready.
  const fresh = plan.instances.filter((instance) => wereStopped.has(instance.name))
  await Promise.all(fresh.map((instance) => stack.waitUntilReady(instance, neverMind)))
  return stack
}
