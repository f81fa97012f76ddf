import { Button, Group, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Problem } from '../shared/problem.tsx'
import { type StatusUpdate, useWarRoom } from './war-room-context.tsx'

export const STATUS_NAMES: Record<StatusUpdate['state'], string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
}

export function StatusDialog({ onClose }: { onClose: () => void }) {
  const { view, commands } = useWarRoom()
  const [state, setState] = useState<StatusUpdate['state']>(view.statusUpdates.at(-1)?.state ?? 'investigating')
  const [text, setText] = useState('')
  const post = commands.postStatus
  const canPost = text.trim() !== '' && !post.isPending
  const submit = () => {
    if (canPost) post.mutate({ state, text: text.trim() }, { onSuccess: onClose })
  }
  return (
    <Modal opened onClose={onClose} title="Status update" size={560}>
      <Stack>
        <SegmentedControl
          fullWidth
          aria-label="State"
          value={state}
          onChange={(value) => setState(value as StatusUpdate['state'])}
          data={Object.entries(STATUS_NAMES).map(([value, label]) => ({ value, label }))}
        />
        <Textarea
          data-autofocus
          label="Message"
          description="What customers notice, what you do about it, when you will say more."
          autosize
          minRows={4}
          maxRows={10}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.ctrlKey) submit()
          }}
        />
        {post.isError ? <Problem title="The update was not posted" error={post.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!canPost} loading={post.isPending} onClick={submit}>
            Post update
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
