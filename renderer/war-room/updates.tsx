import type { ReactNode } from 'react'
import type { AttemptView } from '../../engine/contract/index.ts'
import { describeDiagnosis, formatClock } from '../shared/format.ts'
import classes from './side-panel.module.css'
import { STATUS_NAMES } from './status-dialog.tsx'
import { useWarRoom } from './war-room-context.tsx'

interface Entry {
  key: string
  atMs: number
  title: string
  text: ReactNode
}

function entriesOf(view: AttemptView): Entry[] {
  const said = view.statusUpdates.map((update, index) => ({
    key: `status-${index}`,
    atMs: update.atMs,
    title: `Status: ${STATUS_NAMES[update.state]}`,
    text: update.text,
  }))
  const diagnosed = view.diagnoses.map((diagnosis, index) => ({
    key: `diagnosis-${index}`,
    atMs: diagnosis.atMs,
    title: diagnosis.right ? 'Diagnosis, right' : 'Diagnosis, wrong',
    text: describeDiagnosis(diagnosis),
  }))
  return [...said, ...diagnosed].sort((a, b) => b.atMs - a.atMs)
}

/** What the player has said so far: status updates and diagnoses, latest first. */
export function Updates() {
  const { view } = useWarRoom()
  const entries = entriesOf(view)
  if (entries.length === 0) return <p className={classes.quiet}>Status updates and diagnoses show here once you have made one.</p>
  return (
    <ol className={classes.list}>
      {entries.map((entry) => (
        <li key={entry.key} className={classes.hint}>
          <div className={classes.entryHead}>
            <strong>{entry.title}</strong>
            <span className={`fd-num ${classes.meta}`}>{formatClock(entry.atMs)}</span>
          </div>
          <p className={classes.entryText}>{entry.text}</p>
        </li>
      ))}
    </ol>
  )
}
