import { IconAlertTriangle } from '@tabler/icons-react'
import { formatClock } from '../shared/format.ts'
import classes from './side-panel.module.css'
import { useWarRoom } from './war-room-context.tsx'

/** What the player's work has broken. Stays in sight: it can't be taken back, but it can stop here. */
export function HarmList() {
  const { view } = useWarRoom()
  if (view.harm.length === 0) return null
  return (
    <section className={classes.harm} role="alert" aria-label="Harm">
      {view.harm.map((harm) => (
        <div key={harm.safeguardId}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            {harm.title} <strong>−{harm.cost}</strong>
          </span>
          <span className="fd-num">{formatClock(harm.atMs)}</span>
        </div>
      ))}
    </section>
  )
}
