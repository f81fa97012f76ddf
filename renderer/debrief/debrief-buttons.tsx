import { Button, Group } from '@mantine/core'
import { IconArrowBackUp, IconHome, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import type { AttemptSummary } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { Problem } from '../shared/problem.tsx'
import { useActions } from '../shell/actions.tsx'
import { useEngineStatus, whyNoStart } from '../shell/engine-status.tsx'

function useAgain(attempt: AttemptSummary) {
  const engine = useEngine()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  return useMutation({
    // No seed: the engine draws another one, and with it another variant.
    mutationFn: () => engine.attempts.start({ levelId: attempt.levelId, mode: attempt.mode }),
    onSuccess: ({ attemptId }) => {
      void queries.invalidateQueries({ queryKey: ['attempts'] })
      navigate(`/attempts/${attemptId}`)
    },
  })
}

export function DebriefButtons({ attempt }: { attempt: AttemptSummary }) {
  const [, navigate] = useLocation()
  const again = useAgain(attempt)
  const isOpen = attempt.phase !== 'ended'
  const status = useEngineStatus()
  const obstacle = isOpen ? 'Leave this attempt first.' : whyNoStart(status)
  const warRoom = `/attempts/${attempt.id}`
  useActions([
    ...(isOpen ? [{ id: 'back', label: 'Back to the war room', group: 'Debrief', run: () => navigate(warRoom) }] : []),
    ...(obstacle === null
      ? [{ id: 'again', label: 'Again, with another variant', group: 'Debrief', run: () => again.mutate() }]
      : []),
  ])
  return (
    <>
      <Group gap={8}>
        {isOpen ? (
          <Button component={Link} to={warRoom} leftSection={<IconArrowBackUp size={16} aria-hidden />}>
            Back to the war room
          </Button>
        ) : null}
        <Button
          variant={isOpen ? 'default' : 'filled'}
          leftSection={<IconRefresh size={16} aria-hidden />}
          disabled={obstacle !== null}
          title={obstacle ?? undefined}
          loading={again.isPending}
          onClick={() => again.mutate()}
        >
          Again, another variant
        </Button>
        <Button variant="default" component={Link} to="/" leftSection={<IconHome size={16} aria-hidden />}>
          Home
        </Button>
        {obstacle ? <span style={{ color: 'var(--fd-dim)', fontSize: 13 }}>{obstacle}</span> : null}
      </Group>
      {again.isError ? <Problem title="The drill did not start" error={again.error} /> : null}
    </>
  )
}
