import { Button, Loader, Progress } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { EngineStatus } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { formatPercent } from '../shared/format.ts'
import { useActions } from '../shell/actions.tsx'
import { useEngineStatus } from '../shell/engine-status.tsx'
import classes from './home.module.css'

const TONES: Record<EngineStatus['state'], 'calm' | 'good' | 'warn' | 'bad'> = {
  searching: 'calm',
  preparing: 'calm',
  ready: 'good',
  missing: 'warn',
  lost: 'bad',
}

const NAMES: Record<EngineStatus['state'], string> = {
  searching: 'Looking for a container engine',
  preparing: 'Preparing images',
  ready: 'Ready',
  missing: 'No container engine',
  lost: 'Container engine lost',
}

function StateIcon({ state }: { state: EngineStatus['state'] }) {
  if (state === 'ready') return <IconCircleCheck size={18} aria-hidden className={classes.stripIcon} />
  if (state === 'missing') return <IconAlertTriangle size={18} aria-hidden className={classes.stripIcon} />
  if (state === 'lost') return <IconPlugConnectedX size={18} aria-hidden className={classes.stripIcon} />
  return <Loader size={16} aria-hidden className={classes.stripIcon} />
}

/** Says what the container engine does and, where something is wrong, what to do. */
export function EngineStrip() {
  const engine = useEngine()
  const status = useEngineStatus() ?? { state: 'searching' as const, message: '' }
  const retry = useMutation({ mutationFn: () => engine.app.retryEngine() })
  const canRetry = status.state === 'missing' || status.state === 'lost'
  useActions(
    canRetry
      ? [{ id: 'retry-engine', label: 'Look for the container engine again', group: 'Engine', run: () => retry.mutate() }]
      : [],
  )
  return (
    <section className={classes.strip} data-tone={TONES[status.state]} aria-label="Container engine">
      <StateIcon state={status.state} />
      <div className={classes.stripText} aria-live="polite">
        <strong>{NAMES[status.state]}</strong>
        {status.engine && !status.message.includes(status.engine) ? ` · ${status.engine}` : ''}
        {status.message ? ` · ${status.message}` : ''}
        {status.advice ? <div className={classes.advice}>{status.advice}</div> : null}
      </div>
      {status.progress !== undefined && status.state === 'preparing' ? (
        <>
          <Progress value={status.progress * 100} w={180} aria-label="Images prepared" />
          <span className="fd-num">{formatPercent(status.progress)}</span>
        </>
      ) : null}
      {canRetry ? (
        <Button size="compact-sm" variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
          Try again
        </Button>
      ) : null}
    </section>
  )
}
