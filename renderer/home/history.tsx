import { Table } from '@mantine/core'
import { Link } from 'wouter'
import type { AttemptSummary } from '../../engine/contract/index.ts'
import { formatClock, formatScore, formatWhen, MODES, outcomeOf } from '../shared/format.ts'
import classes from './home.module.css'

const time = (ms: number | null) => (ms === null ? '–' : formatClock(ms))

export function History({ attempts }: { attempts: AttemptSummary[] }) {
  if (attempts.length === 0) {
    return (
      <p className={classes.empty}>
        No attempts yet. Pick a drill; each one you finish stays here with its score, its timeline and the recordings of your
        terminals.
      </p>
    )
  }
  return (
    <div className={classes.history}>
      <Table verticalSpacing={8} horizontalSpacing={12} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Drill</Table.Th>
            <Table.Th ta="right">Diagnosed</Table.Th>
            <Table.Th ta="right">Resolved</Table.Th>
            <Table.Th ta="right">Score</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {attempts.map((attempt) => (
            <HistoryRow key={attempt.id} attempt={attempt} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function HistoryRow({ attempt }: { attempt: AttemptSummary }) {
  const target = attempt.phase === 'ended' ? `/attempts/${attempt.id}/debrief` : `/attempts/${attempt.id}`
  return (
    <Table.Tr>
      <Table.Td>
        <Link to={target} style={{ color: 'var(--fd-accent)', fontWeight: 600 }}>
          {attempt.levelTitle}
        </Link>
        <div style={{ color: 'var(--fd-dim)', fontSize: 12, whiteSpace: 'nowrap' }}>
          {outcomeOf(attempt)} · {MODES[attempt.mode].name} · {formatWhen(attempt.createdAt)}
        </div>
      </Table.Td>
      <Table.Td ta="right" className="fd-num">
        {time(attempt.milestones.diagnosed)}
      </Table.Td>
      <Table.Td ta="right" className="fd-num">
        {time(attempt.milestones.resolved)}
      </Table.Td>
      <Table.Td ta="right" className="fd-num" style={{ whiteSpace: 'nowrap' }}>
        {formatScore(attempt.score, attempt.max)}
      </Table.Td>
    </Table.Tr>
  )
}
