import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { DockviewApi } from 'dockview-react'
import { useEffect, useRef } from 'react'
import type { AttemptView } from '../../engine/contract/index.ts'
import { useDoor } from '../door/door-context.tsx'
import { messageOf } from '../shared/format.ts'
import { type Action, useActions } from '../shell/actions.tsx'
import { registryOf } from '../terminal/terminal-registry.ts'
import { addTerminalPanel, stepPanel } from './dock.ts'

/** Before the panel has a size of its own; it is fitted as soon as it is shown. */
const FIRST_SIZE = { cols: 120, rows: 32 }

/** Opens and closes shells of an attempt, with their panels. */
export function useTerminals(view: AttemptView, dock: DockviewApi | null) {
  const door = useDoor()
  const registry = registryOf(view.id, door)
  const wanted = useRef<string | null>(null)
  const open = useMutation({
    mutationFn: (instance: string) => door.engine.terminals.open({ attemptId: view.id, instance, ...FIRST_SIZE }),
    onSuccess: ({ terminalId }, instance) => {
      wanted.current = terminalId
      if (!dock) return
      addTerminalPanel(dock, { id: terminalId, instance })
      dock.getPanel(terminalId)?.api.setActive()
    },
    onError: (error) => notifications.show({ color: 'red', title: 'No terminal was opened', message: messageOf(error) }),
  })
  useEffect(() => {
    for (const terminal of dock ? view.terminals : []) if (dock) addTerminalPanel(dock, terminal)
  }, [dock, view.terminals])
  const close = (terminalId: string) => {
    const panel = dock?.getPanel(terminalId)
    if (panel) dock?.removePanel(panel)
    registry.remove(terminalId)
    // A shell that has ended by itself is not there any more; nothing is lost by asking.
    door.engine.terminals.close({ terminalId }).catch(() => undefined)
  }
  return { registry, open, close }
}

/** Terminals' own commands. The first nine instances have a digit each. */
export function useTerminalActions(
  view: AttemptView,
  dock: DockviewApi | null,
  terminals: ReturnType<typeof useTerminals>,
  onSearch: (terminalId: string) => void,
): void {
  const group = 'Terminals'
  const focus = () => terminals.registry.find(dock?.activePanel?.id ?? '')?.focus()
  const step = (by: 1 | -1) => () => {
    if (dock) stepPanel(dock, by)
    focus()
  }
  const active = () => dock?.activePanel?.id
  const actions: Action[] = view.instances.map((instance, index) => ({
    id: `terminal-${instance.name}`,
    label: `New terminal on ${instance.name}`,
    group,
    ...(index < 9 ? { shortcuts: [`Ctrl+Shift+${index + 1}`] } : {}),
    run: () => terminals.open.mutate(instance.name),
  }))
  if (view.terminals.length > 0) {
    actions.push(
      {
        id: 'terminal-search',
        label: 'Search in terminal',
        group,
        shortcuts: ['Ctrl+Shift+F'],
        run: () => onSearch(active() ?? ''),
      },
      { id: 'terminal-next', label: 'Next terminal', group, shortcuts: ['Ctrl+Shift+ArrowRight'], run: step(1) },
      { id: 'terminal-previous', label: 'Previous terminal', group, shortcuts: ['Ctrl+Shift+ArrowLeft'], run: step(-1) },
      {
        id: 'terminal-close',
        label: 'Close terminal',
        group,
        shortcuts: ['Ctrl+Shift+Backspace'],
        run: () => terminals.close(active() ?? ''),
      },
    )
  }
  useActions(view.phase === 'booting' || view.phase === 'paged' ? [] : actions)
}
