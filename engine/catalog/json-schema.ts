import type { Path } from './problems.ts'

/** The parts of a JSON Schema that tell which keys are known where. */
export interface JsonSchema {
  $ref?: string
  $defs?: Record<string, JsonSchema>
  definitions?: Record<string, JsonSchema>
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
}

/** The keys that a schema knows at a path, over all its alternatives. */
export function knownKeys(root: JsonSchema, path: Path): string[] {
  let current = alternatives(root, root)
  for (const part of path)
    current = current.flatMap((schema) => below(schema, part)).flatMap((schema) => alternatives(root, schema))
  return [...new Set(current.flatMap((schema) => Object.keys(schema.properties ?? {})))]
}

function below(schema: JsonSchema, part: PropertyKey): JsonSchema[] {
  if (typeof part === 'number') return schema.items ? [schema.items] : []
  const property = schema.properties?.[String(part)]
  if (property) return [property]
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
}

/** The schema itself and what it refers to, whichever way it may be met. */
function alternatives(root: JsonSchema, schema: JsonSchema, seen: ReadonlySet<JsonSchema> = new Set()): JsonSchema[] {
  if (seen.has(schema)) return []
  const deeper = new Set(seen).add(schema)
  const target = schema.$ref === undefined ? [] : [resolve(root, schema.$ref)]
  const next = [...target, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])]
  return [schema, ...next.flatMap((item) => alternatives(root, item, deeper))]
}

function resolve(root: JsonSchema, reference: string): JsonSchema {
  const name = reference.split('/').at(-1) ?? ''
  return { ...root.definitions, ...root.$defs }[name] ?? root
}
