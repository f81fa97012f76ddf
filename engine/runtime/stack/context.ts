import type Docker from 'dockerode'

/** What the parts of the runtime share. */
export interface RuntimeContext {
  docker: Docker
  /** Name of an image to its content-hash tag. */
  images: Map<string, string>
  /** Id of this installation: two installations on one engine leave each other's stacks alone. */
  owner: string
  /** Epoch milliseconds. */
  now: () => number
}
