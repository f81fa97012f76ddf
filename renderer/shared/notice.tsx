import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

type Tone = 'good' | 'bad' | 'warn' | 'info'

const ICONS = { good: IconCircleCheck, bad: IconCircleX, warn: IconAlertTriangle, info: IconInfoCircle }

/** A message that stands in the page: how it came out or what is wrong. Bad news is read out at once. */
export function Notice({ tone, title, children }: { tone: Tone; title: string; children?: ReactNode }) {
  const Icon = ICONS[tone]
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={20} aria-hidden className={classes.icon} />
      <div className={classes.text}>
        <strong>{title}</strong>
        {children ? <div>{children}</div> : null}
      </div>
    </div>
  )
}
