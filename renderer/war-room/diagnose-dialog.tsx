import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { COMPONENTS, type Component, FAULT_CLASSES, type FaultClass } from '../../engine/contract/index.ts'
import { Notice } from '../shared/notice.tsx'
import { Problem } from '../shared/problem.tsx'
import classes from './diagnose-dialog.module.css'
import { useWarRoom } from './war-room-context.tsx'

/** Component × fault, from the list that is the same in every drill, and a sentence in the player's own words. */
export function DiagnoseDialog({ onClose }: { onClose: () => void }) {
  const { commands } = useWarRoom()
  const [component, setComponent] = useState<Component | null>(null)
  const [fault, setFault] = useState<FaultClass | null>(null)
  const [sentence, setSentence] = useState('')
  const commit = commands.commitDiagnosis
  const submit = () => {
    if (component && fault) commit.mutate({ component, fault, sentence: sentence.trim() })
  }
  if (commit.isSuccess) return <Verdict right={commit.data.right} onAgain={() => commit.reset()} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title="Diagnose" size={860}>
      <Stack>
        <div className={classes.columns}>
          <Choice<Component> label="Component" names={COMPONENTS} value={component} onChange={setComponent} autoFocus />
          <Choice<FaultClass> label="Fault" names={FAULT_CLASSES} value={fault} onChange={setFault} />
        </div>
        <Textarea
          label="In a sentence"
          description="What is wrong, and how you know."
          maxLength={1000}
          autosize
          minRows={2}
          maxRows={5}
          value={sentence}
          onChange={(event) => setSentence(event.currentTarget.value)}
        />
        {commit.isError ? <Problem title="The diagnosis was not committed" error={commit.error} /> : null}
        <Group justify="space-between">
          <span className={classes.note}>A wrong diagnosis costs points and tells you nothing more.</span>
          <Group gap={8}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button disabled={!component || !fault} loading={commit.isPending} onClick={submit}>
              Commit diagnosis
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}

interface ChoiceProps<Key extends string> {
  label: string
  names: Record<Key, string>
  value: Key | null
  onChange(value: Key): void
  autoFocus?: boolean
}

function Choice<Key extends string>({ label, names, value, onChange, autoFocus = false }: ChoiceProps<Key>) {
  return (
    <Radio.Group label={<span className="fd-label">{label}</span>} value={value} onChange={(next) => onChange(next as Key)}>
      <div className={classes.options}>
        {(Object.entries(names) as [Key, string][]).map(([key, name], index) => (
          <Radio key={key} value={key} label={name} size="xs" {...(autoFocus && index === 0 ? { 'data-autofocus': true } : {})} />
        ))}
      </div>
    </Radio.Group>
  )
}

function Verdict({ right, onAgain, onClose }: { right: boolean; onAgain: () => void; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Diagnose" size={480}>
      <Stack>
        <Notice tone={right ? 'good' : 'bad'} title={right ? 'Right' : 'Wrong'}>
          {right ? 'That is what is wrong. Now mend it.' : 'That is not it. Look again before you commit the next one.'}
        </Notice>
        <Group justify="flex-end">
          {right ? null : (
            <Button variant="default" onClick={onAgain}>
              Change it
            </Button>
          )}
          <Button data-autofocus onClick={onClose}>
            Back to work
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
