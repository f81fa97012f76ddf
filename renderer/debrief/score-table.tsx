import type { ScoreLine, ScoreSheet } from '../../engine/contract/index.ts'
import { formatClock, formatSigned } from '../shared/format.ts'
import classes from './debrief.module.css'
import { type ScoreGroup, scoreGroups } from './score-groups.ts'

/** Every point with its reason. */
export function ScoreTable({ sheet }: { sheet: ScoreSheet }) {
  return (
    <section className={classes.card} aria-labelledby="score-title">
      <h2 id="score-title">Where the points come from</h2>
      <table className={classes.scoreTable}>
        <thead className="fd-visually-hidden">
          <tr>
            <th scope="col">What</th>
            <th scope="col">When</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        {scoreGroups(sheet).map((group) => (
          <GroupRows key={group.part} group={group} />
        ))}
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Total
            </th>
            <td className="fd-num">
              {Math.round(sheet.total)} / {Math.round(sheet.max)}
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function GroupRows({ group }: { group: ScoreGroup }) {
  const deducts = group.part === 'deductions'
  return (
    <tbody>
      <tr className={classes.groupRow}>
        <th scope="rowgroup" colSpan={2}>
          {group.name}
        </th>
        <td className="fd-num">
          {deducts ? formatSigned(group.points) : `${Math.round(group.points)} / ${Math.round(group.max)}`}
        </td>
      </tr>
      {group.lines.map((line) => (
        <LineRow key={line.id} line={line} />
      ))}
    </tbody>
  )
}

function stateOf(line: ScoreLine): 'full' | 'part' | 'none' | 'minus' {
  if (line.points < 0) return 'minus'
  if (line.points === 0) return 'none'
  return line.points >= line.max ? 'full' : 'part'
}

function LineRow({ line }: { line: ScoreLine }) {
  return (
    <tr data-state={stateOf(line)}>
      <td>
        <div>{line.label}</div>
        <div className={classes.reason}>{line.reason}</div>
      </td>
      <td className={`fd-num ${classes.when}`}>{line.atMs === null ? '' : formatClock(line.atMs)}</td>
      <td className={`fd-num ${classes.points}`}>
        {line.max > 0 ? `${Math.round(line.points)} / ${Math.round(line.max)}` : formatSigned(line.points)}
      </td>
    </tr>
  )
}
