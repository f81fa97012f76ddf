import { Modal, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { groupActions, useActions, useAllActions } from './actions.tsx'
import { KeyHint } from './key-hint.tsx'

/** Every shortcut that works on the current screen. */
export function HelpDialog() {
  const [opened, { open, close }] = useDisclosure(false)
  const actions = useAllActions()
  useActions([{ id: 'help', label: 'Keyboard shortcuts', group: 'General', shortcuts: ['?', 'Ctrl+Shift+?'], run: open }])
  const groups = groupActions(actions.filter((action) => action.shortcuts?.length))
  return (
    <Modal opened={opened} onClose={close} title="Keyboard shortcuts" size="lg">
      <Table verticalSpacing={6}>
        {groups.map(([group, members]) => (
          <Table.Tbody key={group}>
            <Table.Tr>
              <Table.Th colSpan={2} scope="rowgroup">
                <span className="fd-label">{group}</span>
              </Table.Th>
            </Table.Tr>
            {members.map((action) => (
              <Table.Tr key={action.id}>
                <Table.Td>{action.label}</Table.Td>
                <Table.Td ta="right">
                  <KeyHint shortcut={action.shortcuts?.[0] ?? ''} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        ))}
      </Table>
      <Text size="xs" c="dimmed" mt="md">
        In a terminal all keys go to the shell, except those with Ctrl Shift and F6. Esc closes dialogs.
      </Text>
    </Modal>
  )
}
