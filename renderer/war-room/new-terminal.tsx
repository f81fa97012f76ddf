import { Button, Menu } from '@mantine/core'
import { IconPlus, IconTerminal2 } from '@tabler/icons-react'
import { KeyHint } from '../shell/key-hint.tsx'
import classes from './terminals.module.css'
import { useWarRoom } from './war-room-context.tsx'

interface Props {
  onOpen(instance: string): void
}

const shortcutOf = (index: number) => (index < 9 ? `Ctrl+Shift+${index + 1}` : null)

interface MenuProps extends Props {
  /** The terminal that the group shows. */
  active: { title: string; close(): void } | undefined
}

export function NewTerminalButton({ onOpen, active }: MenuProps) {
  const { view } = useWarRoom()
  return (
    <Menu position="bottom-end" width={300} returnFocus={false}>
      <Menu.Target>
        <button type="button" className={classes.newTerminal}>
          <IconPlus size={14} aria-hidden /> New terminal
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {view.instances.map((instance, index) => (
          <Menu.Item
            key={instance.name}
            disabled={instance.state !== 'running'}
            onClick={() => onOpen(instance.name)}
            rightSection={<Hint index={index} />}
          >
            <code className={classes.name}>{instance.name}</code>{' '}
            <span className={classes.what}>{instance.state === 'running' ? instance.title : instance.state}</span>
          </Menu.Item>
        ))}
        {active ? (
          <>
            <Menu.Divider />
            <Menu.Item onClick={active.close} rightSection={<KeyHint shortcut="Ctrl+Shift+Backspace" />}>
              Close terminal {active.title}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

function Hint({ index }: { index: number }) {
  const shortcut = shortcutOf(index)
  return shortcut ? <KeyHint shortcut={shortcut} /> : null
}

/** What stands where terminals will be: one button an instance. */
export function NoTerminals({ onOpen }: Props) {
  const { view } = useWarRoom()
  return (
    <div className={classes.none}>
      <h2>Open a terminal</h2>
      <p>Each instance is a server of its own; you are root there.</p>
      <ul>
        {view.instances.map((instance, index) => (
          <li key={instance.name}>
            <Button
              fullWidth
              variant="default"
              justify="space-between"
              size="md"
              disabled={instance.state !== 'running'}
              leftSection={<IconTerminal2 size={18} aria-hidden />}
              rightSection={<Hint index={index} />}
              onClick={() => onOpen(instance.name)}
            >
              <code className={classes.name}>{instance.name}</code>
              <span className={classes.what}>{instance.state === 'running' ? instance.title : instance.state}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
