import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useWarRoom } from './war-room-context.tsx'

function textOf(resolved: boolean, paged: boolean): string {
  if (resolved) return 'The environment is removed. The debrief stays in your history.'
  if (!paged) return 'The incident has not begun. The environment is removed and nothing is scored.'
  return 'The incident is not resolved. Leaving ends the attempt: it is scored as it stands and the environment is removed.'
}

/** Leaving ends the attempt for good, so it is asked for. The screen goes to the debrief once the engine says it has ended. */
export function LeaveDialog({ onClose }: { onClose: () => void }) {
  const { view, commands } = useWarRoom()
  const resolved = view.milestones.resolved !== null
  return (
    <Modal opened onClose={onClose} title="Leave the attempt?" size={460}>
      <Stack>
        <Text size="sm">{textOf(resolved, view.page !== null)}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus={!resolved}>
            Stay
          </Button>
          <Button
            color={resolved ? 'petrol' : 'red'}
            loading={commands.leave.isPending}
            onClick={() => commands.leave.mutate(undefined, { onError: onClose })}
            data-autofocus={resolved}
          >
            {resolved || !view.page ? 'Leave' : 'Leave and end it'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
