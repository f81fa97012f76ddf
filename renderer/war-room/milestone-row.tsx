import { IconCheck } from '@tabler/icons-react'
import { MILESTONE_NAMES, type Milestones } from '../../engine/contract/index.ts'
import { formatClock } from '../shared/format.ts'
import classes from './side-panel.module.css'

/** Names that fit five to a row; the full ones are in the title. */
const SHORT: Record<keyof Milestones, string> = {
  acknowledged: 'Ack',
  firstStatusUpdate: 'Update',
  diagnosed: 'Diagnosed',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
}

export function MilestoneRow({ milestones }: { milestones: Milestones }) {
  return (
    <ol className={classes.milestones} aria-label="Milestones">
      {(Object.keys(SHORT) as (keyof Milestones)[]).map((name) => {
        const atMs = milestones[name]
        return (
          <li key={name} data-met={atMs !== null} title={MILESTONE_NAMES[name]}>
            <div className={`fd-num ${classes.time}`}>
              {atMs === null ? (
                <span>
                  <span aria-hidden>–</span>
                  <span className="fd-visually-hidden">not yet</span>
                </span>
              ) : (
                <>
                  <IconCheck size={11} aria-hidden />
                  {formatClock(atMs)}
                </>
              )}
            </div>
            {SHORT[name]}
          </li>
        )
      })}
    </ol>
  )
}
