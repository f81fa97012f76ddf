import { z } from 'zod'
import { diagnosisSchema } from './diagnosis.ts'
import { journeySampleSchema, modeSchema, pauseReasonSchema, statusStateSchema } from './events.ts'
import { severitySchema } from './level.ts'

/** What windows see. Nothing here tells an answer that the player has not earned. */

export const findingSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['ok', 'working', 'warning', 'error']),
  message: z.string(),
  /** What to do about it, where something can be done. */
  advice: z.string().optional(),
})
/** One line of `firedrill doctor`. */
export type Finding = z.infer<typeof findingSchema>

export const engineStatusSchema = z.object({
  state: z.enum(['searching', 'missing', 'preparing', 'ready', 'lost']),
  /** Name and version of the container engine, where one was found. */
  engine: z.string().optional(),
  message: z.string(),
  advice: z.string().optional(),
  /** 0..1 while images are prepared, where known. */
  progress: z.number().min(0).max(1).optional(),
})
/** State of the container engine as the app shows it. */
export type EngineStatus = z.infer<typeof engineStatusSchema>

export const levelCardSchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  severity: severitySchema,
  difficulty: z.int(),
  tags: z.array(z.string()),
  parResolvedMs: z.number(),
  instances: z.array(z.object({ name: z.string(), title: z.string() })),
  attempts: z.int(),
  bestScore: z.number().nullable(),
  bestMax: z.number().nullable(),
})
export type LevelCard = z.infer<typeof levelCardSchema>

export const levelProblemSchema = z.object({
  file: z.string(),
  line: z.int().optional(),
  key: z.string().optional(),
  message: z.string(),
})
/** One thing that is wrong with a level pack. */
export type LevelProblem = z.infer<typeof levelProblemSchema>

export const levelDetailSchema = levelCardSchema.extend({
  briefing: z.string(),
  page: z.object({ from: z.string(), title: z.string(), body: z.string() }),
  objectivesCount: z.int(),
  hintsCount: z.int(),
})
export type LevelDetail = z.infer<typeof levelDetailSchema>

export const phaseSchema = z.enum(['booting', 'failed', 'paged', 'investigating', 'resolved', 'lost', 'ended'])

/** Milliseconds on the attempt's clock since the page; null until it happens. */
const markSchema = z.number().nullable()
export const milestonesSchema = z.object({
  acknowledged: markSchema,
  firstStatusUpdate: markSchema,
  diagnosed: markSchema,
  mitigated: markSchema,
  resolved: markSchema,
})
export type Milestones = z.infer<typeof milestonesSchema>
export const MILESTONE_NAMES = {
  acknowledged: 'Acknowledged',
  firstStatusUpdate: 'First status update',
  diagnosed: 'Diagnosed',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
} as const satisfies Record<keyof Milestones, string>

export const objectiveViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['understand', 'act']),
  points: z.number(),
  hitMs: markSchema,
  coach: z.string().nullable(),
})
export type ObjectiveView = z.infer<typeof objectiveViewSchema>

export const attemptViewSchema = z.object({
  id: z.string(),
  level: z.object({ id: z.string(), title: z.string(), severity: severitySchema, briefing: z.string() }),
  mode: modeSchema,
  seed: z.int(),
  phase: phaseSchema,
  /** What is being done while booting or recovering, step by step. */
  boot: z.array(z.object({ id: z.string(), label: z.string(), state: z.enum(['waiting', 'working', 'done', 'failed']) })),
  page: z.object({ from: z.string(), title: z.string(), body: z.string(), at: z.number() }).nullable(),
  clock: z.object({
    /** Milliseconds counted until `asOf`; it goes on from there while `running`. */
    elapsedMs: z.number(),
    asOf: z.number(),
    running: z.boolean(),
    stoppedBecause: pauseReasonSchema.nullable(),
  }),
  milestones: milestonesSchema,
  /** Null where the mode hides them. */
  objectives: z.array(objectiveViewSchema).nullable(),
  hints: z.array(z.object({ id: z.string(), cost: z.int(), text: z.string().nullable() })),
  diagnoses: z.array(diagnosisSchema.extend({ sentence: z.string(), right: z.boolean(), atMs: z.number() })),
  statusUpdates: z.array(z.object({ state: statusStateSchema, text: z.string(), atMs: z.number() })),
  instances: z.array(z.object({ name: z.string(), title: z.string(), state: z.enum(['starting', 'running', 'stopped']) })),
  terminals: z.array(z.object({ id: z.string(), instance: z.string() })),
  gatewayUrl: z.string().nullable(),
  traffic: z.array(z.object({ at: z.number(), journeys: z.record(z.string(), journeySampleSchema) })),
  resolving: z.boolean(),
  lastResolve: z.object({ atMs: z.number(), failed: z.array(z.object({ checkId: z.string(), message: z.string() })) }).nullable(),
  harm: z.array(z.object({ safeguardId: z.string(), title: z.string(), cost: z.int(), atMs: z.number() })),
  /** Why it failed, was lost or waits, in words for the player. */
  notice: z.string().nullable(),
})
/** Everything the war room shows of a running attempt, sent whole whenever something changes. */
export type AttemptView = z.infer<typeof attemptViewSchema>

export const scorePartSchema = z.enum(['objectives', 'speed', 'communication', 'postmortem', 'deductions'])
export const scoreLineSchema = z.object({
  part: scorePartSchema,
  id: z.string(),
  label: z.string(),
  points: z.number(),
  /** What this line could have given; 0 for a deduction. */
  max: z.number(),
  reason: z.string(),
  atMs: markSchema,
})
export const scoreSheetSchema = z.object({
  total: z.number(),
  /** What could be earned: 1,000 once the postmortem is marked, 800 before. */
  max: z.number(),
  lines: z.array(scoreLineSchema),
})
/** The score with the reason of every point. `total` is the sum of the lines, never below 0. */
export type ScoreSheet = z.infer<typeof scoreSheetSchema>
export type ScoreLine = z.infer<typeof scoreLineSchema>

export const attemptSummarySchema = z.object({
  id: z.string(),
  levelId: z.string(),
  levelTitle: z.string(),
  mode: modeSchema,
  phase: phaseSchema,
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  score: z.number().nullable(),
  max: z.number().nullable(),
  milestones: milestonesSchema,
})
export type AttemptSummary = z.infer<typeof attemptSummarySchema>

export const timelineEntrySchema = z.object({
  atMs: z.number(),
  /** Epoch milliseconds. */
  at: z.number(),
  kind: z.enum(['page', 'player', 'command', 'system', 'customers', 'objective', 'harm']),
  text: z.string(),
})

export const debriefSchema = z.object({
  attempt: attemptSummarySchema,
  severity: severitySchema,
  sheet: scoreSheetSchema,
  objectives: z.array(objectiveViewSchema),
  timeline: z.array(timelineEntrySchema),
  answer: diagnosisSchema.extend({ explanation: z.string() }),
  expertWalkthrough: z.string(),
  traffic: z.array(z.object({ atMs: z.number(), successRate: z.number() })),
  terminals: z.array(z.object({ id: z.string(), instance: z.string(), openedMs: z.number(), bytes: z.int() })),
})
/** All that the debrief shows. Computed from the log, so it needs no container engine. */
export type Debrief = z.infer<typeof debriefSchema>

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  sound: z.boolean(),
})
export type Settings = z.infer<typeof settingsSchema>
export const DEFAULT_SETTINGS: Settings = { theme: 'system', sound: true }
