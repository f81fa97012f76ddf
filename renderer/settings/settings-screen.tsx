import { SegmentedControl, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import type { Settings } from '../../engine/contract/index.ts'
import { useEngine } from '../door/door-context.tsx'
import { Problem } from '../shared/problem.tsx'
import { useActions } from '../shell/actions.tsx'
import { useChangeSettings, useSettings } from '../shell/settings.tsx'
import classes from './settings.module.css'

const THEMES: { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

export default function SettingsScreen() {
  const engine = useEngine()
  const { settings } = useSettings()
  const change = useChangeSettings()
  const info = useQuery({ queryKey: ['info'], queryFn: () => engine.app.info() })
  useActions([
    ...THEMES.map(({ value, label }) => ({
      id: `theme-${value}`,
      label: `Theme: ${label}`,
      group: 'Settings',
      run: () => change.mutate({ theme: value }),
    })),
    {
      id: 'sound',
      label: settings.sound ? 'Turn sound off' : 'Turn sound on',
      group: 'Settings',
      run: () => change.mutate({ sound: !settings.sound }),
    },
  ])
  useEffect(() => {
    document.title = 'Settings · Firedrill'
  }, [])
  return (
    <div className={classes.page}>
      <h1>Settings</h1>
      {change.isError ? <Problem title="The setting was not kept" error={change.error} /> : null}
      <div className={classes.card}>
        <Row label="Theme" note="System follows your desktop.">
          <SegmentedControl
            aria-label="Theme"
            data={THEMES}
            value={settings.theme}
            onChange={(value) => change.mutate({ theme: value as Settings['theme'] })}
          />
        </Row>
        <Row label="Sound" note="The pager beeps until you acknowledge.">
          <Switch
            aria-label="Sound"
            checked={settings.sound}
            onChange={(event) => change.mutate({ sound: event.currentTarget.checked })}
            label={settings.sound ? 'On' : 'Off'}
            labelPosition="left"
          />
        </Row>
        <Row label="Data folder" note="Attempts, settings and recordings.">
          <code>{info.data?.dataFolder ?? '…'}</code>
        </Row>
        <Row label="Version" note={info.data?.door === 'browser' ? 'Running in a browser.' : 'Desktop app.'}>
          <code>{info.data?.version ?? '…'}</code>
        </Row>
      </div>
    </div>
  )
}

function Row({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <div>
        <div className={classes.label}>{label}</div>
        <div className={classes.note}>{note}</div>
      </div>
      {children}
    </div>
  )
}
