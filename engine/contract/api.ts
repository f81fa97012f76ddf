import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { componentSchema, faultClassSchema } from './diagnosis.ts'
import { modeSchema, statusStateSchema } from './events.ts'
import {
  attemptSummarySchema,
  attemptViewSchema,
  debriefSchema,
  engineStatusSchema,
  findingSchema,
  levelCardSchema,
  levelDetailSchema,
  levelProblemSchema,
  settingsSchema,
} from './views.ts'

/**
 * The one typed contract between engine and windows, served over a MessagePort (desktop) or a WebSocket (browser).
 * Every error has a code a window can act on and a message a person can act on.
 */
const base = oc.errors({
  NOT_FOUND: { message: 'There is no such thing.' },
  /** The attempt isn't in a state in which this can be done. */
  CONFLICT: { message: 'This cannot be done now.' },
  NO_ENGINE: { message: 'No container engine answers.' },
  /** The level's files have problems; `data` lists them. */
  LEVEL_INVALID: { message: 'The level cannot be read.', data: z.object({ problems: z.array(levelProblemSchema) }) },
})

const attemptId = z.object({ attemptId: z.uuid() })

export const contract = {
  app: {
    info: base.output(z.object({ version: z.string(), dataFolder: z.string(), door: z.enum(['desktop', 'browser']) })),
    /** Yields the state of the container engine, now and at each change. */
    watchEngine: base.output(eventIterator(engineStatusSchema)),
    doctor: base.output(z.array(findingSchema)),
    /** Looks for the container engine again and prepares the images. Progress shows in watchEngine. */
    retryEngine: base.output(z.void()),
  },
  settings: {
    get: base.output(settingsSchema),
    set: base.input(settingsSchema.partial()).output(settingsSchema),
  },
  levels: {
    list: base.output(z.object({ levels: z.array(levelCardSchema), problems: z.array(levelProblemSchema) })),
    get: base.input(z.object({ levelId: z.string() })).output(levelDetailSchema),
  },
  attempts: {
    list: base.output(z.array(attemptSummarySchema)),
    /** Starts booting a level. CONFLICT while another attempt runs. */
    start: base
      .input(z.object({ levelId: z.string(), mode: modeSchema, seed: z.int().nonnegative().max(0xffffffff).optional() }))
      .output(attemptId),
    /** Yields the attempt's view, now and at each change, until it has ended. */
    watch: base.input(attemptId).output(eventIterator(attemptViewSchema)),
    acknowledge: base.input(attemptId).output(z.void()),
    takeHint: base.input(attemptId.extend({ hintId: z.string() })).output(z.object({ text: z.string() })),
    commitDiagnosis: base
      .input(attemptId.extend({ component: componentSchema, fault: faultClassSchema, sentence: z.string().max(1000) }))
      .output(z.object({ right: z.boolean() })),
    postStatus: base
      .input(attemptId.extend({ state: statusStateSchema, text: z.string().trim().min(1).max(2000) }))
      .output(z.void()),
    /** Runs all fix checks. An empty list means resolved. */
    resolve: base.input(attemptId).output(z.object({ failed: z.array(z.object({ checkId: z.string(), message: z.string() })) })),
    /** Boots the environment anew with the same seed after it was lost; the clock keeps what it counted. */
    rebuild: base.input(attemptId).output(z.void()),
    /** Ends the attempt and removes its environment. */
    leave: base.input(attemptId).output(z.void()),
    debrief: base.input(attemptId).output(debriefSchema),
  },
  terminals: {
    open: base
      .input(attemptId.extend({ instance: z.string(), cols: z.int().min(1).max(1000), rows: z.int().min(1).max(1000) }))
      .output(z.object({ terminalId: z.uuid() })),
    /** Ends the shell. */
    close: base.input(z.object({ terminalId: z.uuid() })).output(z.void()),
    /** The recording as an asciicast v2 text. */
    recording: base.input(z.object({ terminalId: z.uuid() })).output(z.object({ cast: z.string() })),
  },
}

export type Contract = typeof contract
