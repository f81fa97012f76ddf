import { Kbd } from '@mantine/core'
import { Fragment } from 'react'

const SIGNS: Record<string, string> = { ArrowRight: '→', ArrowLeft: '←', Backspace: '⌫' }

/** A shortcut as keys to press. */
export function KeyHint({ shortcut }: { shortcut: string }) {
  const keys = shortcut === '+' ? ['+'] : shortcut.split('+')
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 ? ' ' : ''}
          <Kbd size="xs">{SIGNS[key] ?? key}</Kbd>
        </Fragment>
      ))}
    </span>
  )
}
