import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { formatClock } from '../shared/format.ts'
import { Notice } from '../shared/notice.tsx'
import { Problem } from '../shared/problem.tsx'
import { type FailedCheck, useWarRoom } from './war-room-context.tsx'

/** Runs the fix checks at once and says how they came out. */
export function ResolveDialog({ onClose }: { onClose: () => void }) {
  const { view, commands } = useWarRoom()
  const { resolve } = commands
  const asked = useRef(false)
  const ask = resolve.mutate
  useEffect(() => {
    // Development mode mounts twice; the checks are to run once.
    if (asked.current) return
    asked.current = true
    ask()
  }, [ask])
  return (
    <Modal opened onClose={onClose} title="Resolve" size={520}>
      <Stack aria-live="polite">
        {resolve.isPending || resolve.isIdle ? (
          <Group>
            <Loader size="sm" aria-hidden />
            <Text>Running the checks from outside. The clock goes on.</Text>
          </Group>
        ) : null}
        {resolve.isError ? <Problem title="The checks could not be run" error={resolve.error} /> : null}
        {resolve.isSuccess && resolve.data.failed.length > 0 ? <Failed failed={resolve.data.failed} /> : null}
        {resolve.isSuccess && resolve.data.failed.length === 0 ? <Resolved atMs={view.milestones.resolved} /> : null}
        <Foot resolved={resolve.isSuccess && resolve.data.failed.length === 0} onClose={onClose} />
      </Stack>
    </Modal>
  )
}

function Failed({ failed }: { failed: FailedCheck[] }) {
  return (
    <Notice tone="bad" title="Not resolved yet">
      <ul>
        {failed.map((check) => (
          <li key={check.checkId}>{check.message}</li>
        ))}
      </ul>
    </Notice>
  )
}

function Resolved({ atMs }: { atMs: number | null }) {
  return (
    <Notice tone="good" title={atMs === null ? 'Resolved' : `Resolved at ${formatClock(atMs)}`}>
      All checks hold. Tell customers that it is over with a last status update. The environment stays until you leave.
    </Notice>
  )
}

function Foot({ resolved, onClose }: { resolved: boolean; onClose: () => void }) {
  const { view } = useWarRoom()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {resolved ? 'Look around' : 'Back to work'}
      </Button>
      {resolved ? (
        <Button component={Link} to={`/attempts/${view.id}/debrief`} data-autofocus>
          See debrief
        </Button>
      ) : null}
    </Group>
  )
}
