import { IconCircle } from '@tabler/icons-react'
import type { Debrief } from '../../engine/contract/index.ts'
import { describeDiagnosis } from '../shared/format.ts'
import { Markdown } from '../shared/markdown.tsx'
import classes from './debrief.module.css'

/** The right answer, what was missed and how an expert goes about it. */
export function AnswerSection({ debrief }: { debrief: Debrief }) {
  const missed = debrief.objectives.filter((objective) => objective.hitMs === null)
  return (
    <>
      <section className={classes.card} aria-labelledby="answer-title">
        <h2 id="answer-title">What it was</h2>
        <p className={classes.answer}>{describeDiagnosis(debrief.answer)}</p>
        <Markdown text={debrief.answer.explanation} />
      </section>
      {missed.length > 0 ? (
        <section className={classes.card} aria-labelledby="missed-title">
          <h2 id="missed-title">Objectives missed</h2>
          <ul className={classes.missed}>
            {missed.map((objective) => (
              <li key={objective.id}>
                <IconCircle size={16} aria-hidden />
                <div>
                  <strong>{objective.title}</strong>
                  {objective.coach ? <p>{objective.coach}</p> : null}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className={classes.card} aria-labelledby="expert-title">
        <h2 id="expert-title">How an expert does it</h2>
        <Markdown text={debrief.expertWalkthrough} />
      </section>
    </>
  )
}
