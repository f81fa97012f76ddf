import { Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconLoader2, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Finding } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { Problem } from '../shared/problem.tsx'
import { useActions } from '../shell/actions.tsx'
import classes from './doctor.module.css'

const ICONS = { ok: IconCircleCheck, working: IconLoader2, warning: IconAlertTriangle, error: IconCircleX }
const WORDS: Record<Finding['state'], string> = { ok: 'OK', working: 'Working', warning: 'Warning', error: 'Error' }

/** What the app needs of this machine, and what to do where something is missing. */
export default function DoctorScreen() {
  const engine = useEngine()
  const doctor = useQuery({ queryKey: ['doctor'], queryFn: () => engine.app.doctor(), gcTime: 0 })
  useActions([{ id: 'doctor-again', label: 'Check again', group: 'Doctor', run: () => void doctor.refetch() }])
  useEffect(() => {
    document.title = 'Doctor · Firedrill'
  }, [])
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>Doctor</h1>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={doctor.isFetching}
          onClick={() => void doctor.refetch()}
        >
          Check again
        </Button>
      </div>
      {doctor.isPending ? <Skeleton height={220} aria-label="Checking" /> : null}
      {doctor.isError ? <Problem title="The checks could not be run" error={doctor.error} /> : null}
      {doctor.data ? (
        <ul className={classes.findings}>
          {doctor.data.map((finding) => (
            <FindingRow key={finding.id} finding={finding} />
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function FindingRow({ finding }: { finding: Finding }) {
  const Icon = ICONS[finding.state]
  return (
    <li className={classes.finding} data-state={finding.state}>
      <Icon size={20} aria-hidden className={classes.icon} />
      <div>
        <div>
          <strong>{finding.title}</strong> <span className={classes.word}>{WORDS[finding.state]}</span>
        </div>
        <div className={classes.message}>{finding.message}</div>
        {finding.advice ? <div className={classes.advice}>{finding.advice}</div> : null}
      </div>
    </li>
  )
}
