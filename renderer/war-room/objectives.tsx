import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import type { ObjectiveView } from '../../engine/contract/index.ts'
import { formatClock } from '../shared/format.ts'
import classes from './side-panel.module.css'
import { useWarRoom } from './war-room-context.tsx'

const KINDS: Record<ObjectiveView['kind'], string> = { understand: 'Understand', act: 'Act' }

export function Objectives() {
  const { view } = useWarRoom()
  if (!view.objectives) return <p className={classes.quiet}>Objectives are hidden in this mode. Find out, mend it, say so.</p>
  const objectives = view.objectives
  return (
    <>
      {(['understand', 'act'] as const).map((kind) => {
        const members = objectives.filter((objective) => objective.kind === kind)
        if (members.length === 0) return null
        return (
          <section key={kind} aria-label={KINDS[kind]} className={classes.group}>
            <h2 className="fd-label">{KINDS[kind]}</h2>
            <ul className={classes.list}>
              {members.map((objective) => (
                <ObjectiveRow key={objective.id} objective={objective} />
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function ObjectiveRow({ objective }: { objective: ObjectiveView }) {
  const met = objective.hitMs !== null
  return (
    <li className={classes.objective} data-met={met}>
      {met ? <IconCircleCheckFilled size={17} aria-hidden /> : <IconCircle size={17} aria-hidden />}
      <div>
        <div>
          <span className="fd-visually-hidden">{met ? 'Met: ' : 'Open: '}</span>
          {objective.title}
        </div>
        {objective.hitMs !== null && objective.coach ? <p className={classes.coach}>{objective.coach}</p> : null}
      </div>
      <span className={`fd-num ${classes.meta}`}>
        {objective.hitMs === null ? `${Math.round(objective.points)} pt` : formatClock(objective.hitMs)}
      </span>
    </li>
  )
}
