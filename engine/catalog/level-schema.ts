import { z } from 'zod'
import { levelSchema } from '../contract/index.ts'

/** The JSON Schema of level.yaml, for editors. It is kept in the repository as `levels/level.schema.json`. */
export function levelJsonSchema(): object {
  const schema = z.toJSONSchema(levelSchema, { target: 'draft-7', io: 'input' })
  return { title: 'A Firedrill level', description: 'level.yaml: what the player is told, and what is observed.', ...schema }
}
