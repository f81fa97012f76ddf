import { z } from 'zod'

/**
 * The closed list a diagnosis is committed from. It is the same in every level, so that the list itself
 * gives nothing away. Add to it only with a level that needs the word.
 */
export const COMPONENTS = {
  proxy: 'Proxy (nginx)',
  frontend: 'Front end (browser)',
  app: 'Back end (app)',
  worker: 'Worker and jobs',
  database: 'Database (PostgreSQL)',
  'legacy-database': 'Legacy database (MariaDB)',
  cache: 'Cache and queues (Redis)',
  network: 'Network and DNS',
} as const

export const FAULT_CLASSES = {
  'limit-too-low': 'A configured limit is too low',
  'wrong-configuration': 'Configuration is wrong or missing',
  'origin-policy': 'Cross-origin policy denies the browser',
  'disk-full': 'Filesystem is full',
  'memory-exhausted': 'Memory is exhausted',
  'cpu-saturated': 'CPU is saturated',
  'lock-contention': 'Something waits for a lock',
  'connections-exhausted': 'Connections or descriptors ran out',
  'missing-index': 'An index is missing',
  'inefficient-query': 'A query does far too much work',
  'type-mismatch': 'Types do not match',
  'permission-denied': 'Permissions deny access',
  'missing-file': 'A file or directory is missing',
  'not-running': 'A service is not running',
  'time-zone': 'Clocks or time zones disagree',
  'bad-data': 'Data is wrong or was damaged',
  'queue-backlog': 'A queue is stuck or backed up',
  'code-defect': 'A defect in the code',
} as const

export type Component = keyof typeof COMPONENTS
export type FaultClass = keyof typeof FAULT_CLASSES

export const componentSchema = z.enum(Object.keys(COMPONENTS) as [Component, ...Component[]])
export const faultClassSchema = z.enum(Object.keys(FAULT_CLASSES) as [FaultClass, ...FaultClass[]])

/** Component × fault class, as a level states it and as a player commits it. */
export const diagnosisSchema = z.strictObject({ component: componentSchema, fault: faultClassSchema })
export type Diagnosis = z.infer<typeof diagnosisSchema>
