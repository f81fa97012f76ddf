import { Kbd } from '@mantine/core'
import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { type Action, groupActions, useActions, useAllActions } from './actions.tsx'
import { KeyHint } from './key-hint.tsx'

/** Opens the command palette: every action of the screen, by name. */
export function openPalette(): void {
  spotlight.open()
}

function grouped(actions: readonly Action[]): SpotlightActionGroupData[] {
  return groupActions(actions).map(([group, members]) => ({
    group,
    actions: members.map((action) => ({
      id: action.id,
      label: action.label,
      onClick: () => action.run(),
      rightSection: action.shortcuts?.[0] ? <KeyHint shortcut={action.shortcuts[0]} /> : undefined,
    })),
  }))
}

export function Palette() {
  const actions = useAllActions()
  useActions([
    {
      id: 'palette',
      label: 'Command palette',
      group: 'General',
      shortcuts: ['Ctrl+Shift+P', 'Cmd+Shift+P', 'Ctrl+K', 'Cmd+K'],
      run: openPalette,
    },
  ])
  return (
    <Spotlight
      actions={grouped(actions.filter((action) => action.id !== 'palette'))}
      shortcut={null}
      overlayProps={{ blur: 0, backgroundOpacity: 0.5 }}
      nothingFound="Nothing here goes by that name"
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={16} aria-hidden />,
        rightSection: <Kbd size="xs">Esc</Kbd>,
        placeholder: 'What do you want to do?',
        'aria-label': 'Search commands',
      }}
    />
  )
}
