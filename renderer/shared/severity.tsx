import type { LevelCard } from '../../engine/contract/index.ts'
import classes from './severity.module.css'

const MEANING: Record<LevelCard['severity'], string> = {
  'SEV-1': 'everything is down',
  'SEV-2': 'a main function is down',
  'SEV-3': 'something is degraded',
  'SEV-4': 'minor',
}

export function Severity({ severity }: { severity: LevelCard['severity'] }) {
  return (
    <span className={classes.severity} data-severity={severity} title={`${severity}: ${MEANING[severity]}`}>
      {severity}
    </span>
  )
}

const DIFFICULTY_MAX = 5

export function Difficulty({ value }: { value: number }) {
  return (
    <span className={classes.difficulty} role="img" aria-label={`Difficulty ${value} of ${DIFFICULTY_MAX}`}>
      {Array.from({ length: DIFFICULTY_MAX }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed row of marks
        <span key={index} data-on={index < value} />
      ))}
    </span>
  )
}
