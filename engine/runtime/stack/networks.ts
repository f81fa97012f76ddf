import type Docker from 'dockerode'
import type { StackPlan } from '../../contract/index.ts'
import { engineMessage } from '../engine-error.ts'
import { nameInStack } from './labels.ts'
import { subnetCandidates } from './subnets.ts'

/** The only network with a way out. It is the gateway's. */
export const EDGE = 'edge'

/** Names of the plan's networks, each once. */
export function networksOf(plan: StackPlan): string[] {
  return [...new Set(plan.instances.flatMap((instance) => instance.networks))]
}

/** Makes one network of a stack in a subnet of its own. Every network but `edge` has no way out. */
export async function createNetwork(
  docker: Docker,
  o: { stackId: string; network: string; labels: Record<string, string> },
): Promise<void> {
  const name = nameInStack(o.stackId, o.network)
  let conflict: unknown
  for (const subnet of subnetCandidates(name)) {
    try {
      await docker.createNetwork({
        Name: name,
        // Engines before 25 allow two networks of one name otherwise.
        CheckDuplicate: true,
        Driver: 'bridge',
        Internal: o.network !== EDGE,
        IPAM: { Driver: 'default', Config: [{ Subnet: subnet }] },
        Labels: o.labels,
      })
      return
    } catch (error) {
      if (!isSubnetConflict(error)) throw error
      conflict = error
    }
  }
  throw new Error(
    'No free subnet was found in 10.213.0.0/16 for the level: other networks of this machine use it. ' +
      'Remove networks that nothing uses (`docker network prune`) or leave a VPN that claims all of 10.0.0.0/8.',
    { cause: conflict },
  )
}

/** Docker: "Pool overlaps with other one on this address space"; Podman: "subnet … is already used". */
export function isSubnetConflict(error: unknown): boolean {
  const message = engineMessage(error)
  return /overlap|conflicts with network|already (being )?used/i.test(message) && !/already exists/i.test(message)
}
