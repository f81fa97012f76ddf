import type { StackPlan } from '../../contract/index.ts'
import type { BootStep } from './types.ts'

/** What the boot does, as the player sees it. The last step says nothing about what it does. */
export function bootSteps(plan: StackPlan): { id: string; label: string }[] {
  return [
    { id: 'network', label: 'Network and disks' },
    ...plan.instances.map((instance) => ({ id: instance.name, label: instance.title })),
    { id: 'scene', label: 'Setting the scene' },
  ]
}

/** Reports a step as working, and as done or failed when the work ends. */
export type StepReporter = <T>(id: string, work: () => Promise<T>) => Promise<T>

export function createStepReporter(plan: StackPlan, onStep: (step: BootStep) => void): StepReporter {
  const steps = bootSteps(plan)
  for (const step of steps) onStep({ ...step, state: 'waiting' })
  return async (id, work) => {
    const step = steps.find((candidate) => candidate.id === id) ?? { id, label: id }
    onStep({ ...step, state: 'working' })
    try {
      const result = await work()
      onStep({ ...step, state: 'done' })
      return result
    } catch (error) {
      onStep({ ...step, state: 'failed' })
      throw error
    }
  }
}
