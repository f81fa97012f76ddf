/** Everything the game makes in the engine carries these; nothing without them is ever removed. */
export const LABEL = {
  owner: 'firedrill.owner',
  stack: 'firedrill.stack',
  instance: 'firedrill.instance',
  level: 'firedrill.level',
} as const

const NAME_PATTERN = /^[a-z0-9][a-z0-9-]{0,62}$/

/** Name of a container, network or volume of a stack. Throws RangeError for a stack id that engines would not accept. */
export function nameInStack(stackId: string, part: string): string {
  if (!NAME_PATTERN.test(stackId)) throw new RangeError(`not a stack id: ${JSON.stringify(stackId)}`)
  return `firedrill-${stackId}-${part}`
}

/** Labels of a thing of one stack. */
export function stackLabels(owner: string, stackId: string, levelId: string): Record<string, string> {
  return { [LABEL.owner]: owner, [LABEL.stack]: stackId, [LABEL.level]: levelId }
}

/** The engine's filter for what one stack of one owner has. */
export function stackFilter(owner: string, stackId: string): { label: string[] } {
  return { label: [`${LABEL.owner}=${owner}`, `${LABEL.stack}=${stackId}`] }
}
