import { z } from 'zod'
import { diagnosisSchema } from './diagnosis.ts'
import { durationSchema } from './duration.ts'

/**
 * Evidence: what must be observed for an objective, a fix check or a safeguard to hold.
 * Leaves are observed (by terminals, probes, the player's answer); nodes combine them.
 * A new kind is a schema here, and an observer in `engine/host`.
 */

const regexSchema = z.string().refine(isRegex, 'not a valid regular expression')
const instancesSchema = z.union([z.string(), z.array(z.string()).min(1)])

/** `ran`: a command line was run in an instance. A convenience (shell marks can be forged), never sole proof. */
const ranSchema = z.strictObject({
  ran: z.strictObject({ instance: instancesSchema.optional(), command: regexSchema }),
})

/** `saw`: the player's terminal showed a text that the player had not typed. Matched line by line, colours removed. */
const sawSchema = z.strictObject({
  saw: z.strictObject({
    instance: instancesSchema.optional(),
    text: regexSchema,
    /** Also ask that the command line that showed it matches. */
    command: regexSchema.optional(),
  }),
})

/** `http`: a request from outside, through the gateway. */
const httpSchema = z.strictObject({
  http: z.strictObject({
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).default('GET'),
    path: z.string().startsWith('/'),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().optional(),
    expect: z.strictObject({
      status: z.union([z.int(), z.array(z.int()).min(1)]).optional(),
      body: regexSchema.optional(),
      header: z.record(z.string(), regexSchema).optional(),
      within: durationSchema.optional(),
    }),
  }),
})

/** `exec`: a check script of the level, run in an instance from outside; it holds when it exits 0. */
const execSchema = z.strictObject({
  exec: z.strictObject({
    instance: z.string(),
    /** A path in the level's folder, or use `command`. */
    script: z.string().optional(),
    command: z.string().optional(),
    output: regexSchema.optional(),
    timeout: durationSchema.default('10s'),
  }),
})

/** `answered`: the committed diagnosis. Without a value, the level's own diagnosis. */
const answeredSchema = z.strictObject({ answered: z.union([z.literal('right'), diagnosisSchema]) })

/** `fixed`: one of the level's fix checks holds. */
const fixedSchema = z.strictObject({ fixed: z.string() })

export const LEAF_KINDS = ['ran', 'saw', 'http', 'exec', 'answered', 'fixed'] as const
export const NODE_KINDS = ['all', 'any', 'none'] as const
export type LeafKind = (typeof LEAF_KINDS)[number]

const leafSchema = z.union([ranSchema, sawSchema, httpSchema, execSchema, answeredSchema, fixedSchema])
export type EvidenceLeaf = z.infer<typeof leafSchema>

export type Evidence =
  | EvidenceLeaf
  | { all: Evidence[]; hold?: string | undefined }
  | { any: Evidence[]; hold?: string | undefined }
  | { none: Evidence[]; hold?: string | undefined }

const listOf = () => z.array(z.lazy(() => evidenceSchema)).min(1)

/** `all`, `any`, `none` combine evidence; `hold` asks that it stays so for that long on the attempt's clock. */
export const evidenceSchema: z.ZodType<Evidence> = z.union([
  leafSchema,
  z.strictObject({ all: listOf(), hold: durationSchema.optional() }),
  z.strictObject({ any: listOf(), hold: durationSchema.optional() }),
  z.strictObject({ none: listOf(), hold: durationSchema.optional() }),
])

/** The kind word of a leaf or node. */
export function evidenceKind(evidence: Evidence): LeafKind | (typeof NODE_KINDS)[number] {
  const key = Object.keys(evidence).find((name) => name !== 'hold')
  return key as ReturnType<typeof evidenceKind>
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
