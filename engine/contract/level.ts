import { z } from 'zod'
import { diagnosisSchema } from './diagnosis.ts'
import { durationSchema } from './duration.ts'
import { evidenceSchema } from './evidence.ts'

/** level.yaml. Every object is strict: an unknown key is an error with its line, not a silent nothing. */

const idSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use kebab-case: a-z, 0-9 and single hyphens')

export const severitySchema = z.enum(['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4'])

const objectiveSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  /** understand: find out; act: change the system. */
  kind: z.enum(['understand', 'act']),
  /** Weight among the level's objectives; the 500 points are shared by weight. */
  weight: z.number().positive().default(1),
  evidence: evidenceSchema,
  /** Learn mode's note when it is hit, and the debrief's when it was missed: what a calm expert knows. */
  coach: z.string(),
})

const checkSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  /** What the player is told when it does not hold. Names the symptom, never the repair. */
  message: z.string(),
  evidence: evidenceSchema,
})

const safeguardSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  /** Points lost, once, when the player's work broke it. */
  cost: z.int().min(1).max(300),
  evidence: evidenceSchema,
})

const faultStepSchema = z.union([
  /** Files of `fault/` laid over an instance before it starts. `*.tmpl` files get the variant's values. */
  z.strictObject({ instance: z.string(), files: z.string() }),
  /** A script of `fault/` run as root in an instance once the stack is ready; it gets `FD_<NAME>` for each value. */
  z.strictObject({ instance: z.string(), run: z.string(), timeout: durationSchema.default('60s') }),
])

const variantValueSchema = z.union([z.string(), z.number()])

export const levelSchema = z.strictObject({
  /** Version of this format. */
  format: z.literal(1),
  id: idSchema,
  title: z.string(),
  /** One line for the card: the symptom, never the cause. */
  summary: z.string(),
  severity: severitySchema,
  difficulty: z.int().min(1).max(5),
  tags: z.array(z.string()).default([]),
  /** Full speed points up to par, none from four times par. */
  par: z.strictObject({ acknowledged: durationSchema.default('1m'), diagnosed: durationSchema, resolved: durationSchema }),
  /** Markdown: how it boots, how to reach the app and each instance, what the problem is, where the code is. */
  briefing: z.string(),
  page: z.strictObject({ from: z.string(), title: z.string(), body: z.string() }),
  /** The seed picks one; `{{ name }}` in this file and in compose.yaml is replaced by its values. */
  variants: z.array(z.record(z.string(), variantValueSchema)).min(1).default([{}]),
  fault: z.array(faultStepSchema).min(1),
  objectives: z.array(objectiveSchema).min(1),
  diagnosis: diagnosisSchema.extend({
    /** Other answers that are right as well. */
    accept: z.array(diagnosisSchema).default([]),
    explanation: z.string(),
  }),
  hints: z.array(z.strictObject({ id: idSchema, text: z.string(), cost: z.int().min(0).max(100) })).default([]),
  /** All must hold for the incident to be resolved. */
  fix: z.array(checkSchema).min(1),
  /** Customers are well again: these journeys of the synthetic customers succeed for that long. */
  mitigated: z.strictObject({
    journeys: z.array(z.string()).min(1),
    successRate: z.number().min(0).max(1).default(0.99),
    hold: durationSchema.default('10s'),
  }),
  safeguards: z.array(safeguardSchema).default([]),
  /** Facts for the postmortem's grader and the debrief. */
  facts: z.strictObject({
    rootCause: z.string(),
    trigger: z.string(),
    contributing: z.array(z.string()).default([]),
    notTheCause: z.array(z.string()).default([]),
    expertWalkthrough: z.string(),
  }),
})

export type LevelFile = z.infer<typeof levelSchema>
export type ObjectiveFile = LevelFile['objectives'][number]
export type CheckFile = LevelFile['fix'][number]
export type SafeguardFile = LevelFile['safeguards'][number]
export type FaultStep = LevelFile['fault'][number]
