import { IconChevronRight } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { LevelCard, LevelProblem } from '../../engine/contract/index.ts'
import { formatDuration } from '../shared/format.ts'
import { Difficulty, Severity } from '../shared/severity.tsx'
import classes from './home.module.css'

function Best({ level }: { level: LevelCard }) {
  if (level.attempts === 0) return <span style={{ color: 'var(--fd-dim)' }}>Not tried</span>
  const tries = level.attempts === 1 ? '1 attempt' : `${level.attempts} attempts`
  return (
    <>
      <div className="fd-num" style={{ fontWeight: 650 }}>
        {level.bestScore === null ? '–' : Math.round(level.bestScore)}
        {level.bestMax === null ? null : (
          <span style={{ color: 'var(--fd-dim)', fontWeight: 400 }}> / {Math.round(level.bestMax)}</span>
        )}
      </div>
      <div style={{ color: 'var(--fd-dim)', fontSize: 12 }}>{tries}</div>
    </>
  )
}

export function LevelList({ levels }: { levels: LevelCard[] }) {
  return (
    <ul className={classes.levels}>
      {levels.map((level) => (
        <li key={level.id}>
          <Link to={`/levels/${level.id}`} className={classes.level}>
            <Severity severity={level.severity} />
            <div>
              <div className={classes.levelTitle}>{level.title}</div>
              <div className={classes.levelSummary}>{level.summary}</div>
            </div>
            <div className={classes.cell}>
              <Difficulty value={level.difficulty} />
              <div style={{ color: 'var(--fd-dim)', fontSize: 12 }}>par {formatDuration(level.parResolvedMs)}</div>
            </div>
            <div className={classes.cell}>
              <Best level={level} />
            </div>
            <IconChevronRight size={18} aria-hidden color="var(--fd-dim)" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** Where in a pack a problem is, as an editor writes it: `level.yaml:12 hints.0.cost`. */
function placeOf(problem: LevelProblem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`
  return problem.key ? `${place} ${problem.key}` : place
}

export function ProblemList({ problems }: { problems: LevelProblem[] }) {
  if (problems.length === 0) return null
  return (
    <details className={classes.problems}>
      <summary>
        {problems.length === 1 ? '1 problem in level packs' : `${problems.length} problems in level packs`}; those levels are left
        out
      </summary>
      <ul>
        {problems.map((problem) => (
          <li key={`${placeOf(problem)} ${problem.message}`}>
            <code>{placeOf(problem)}</code> {problem.message}
          </li>
        ))}
      </ul>
    </details>
  )
}
