import { Chip, Group } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBell,
  type IconProps,
  IconServer,
  IconTarget,
  IconTerminal2,
  IconUser,
  IconUsers,
} from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import type { Debrief } from '../../engine/contract/index.ts'
import { formatClock, formatTimeOfDay } from '../shared/format.ts'
import classes from './debrief.module.css'

type Entry = Debrief['timeline'][number]
type Kind = Entry['kind']

const KINDS: Record<Kind, { name: string; icon: ComponentType<IconProps> }> = {
  page: { name: 'Page', icon: IconBell },
  player: { name: 'You', icon: IconUser },
  command: { name: 'Commands', icon: IconTerminal2 },
  objective: { name: 'Objectives', icon: IconTarget },
  customers: { name: 'Customers', icon: IconUsers },
  system: { name: 'System', icon: IconServer },
  harm: { name: 'Harm', icon: IconAlertTriangle },
}

export function Timeline({ entries }: { entries: Debrief['timeline'] }) {
  const present = (Object.keys(KINDS) as Kind[]).filter((kind) => entries.some((entry) => entry.kind === kind))
  const [hidden, setHidden] = useState<Kind[]>([])
  const shownKinds = present.filter((kind) => !hidden.includes(kind))
  return (
    <section className={classes.card} aria-labelledby="timeline-title">
      <h2 id="timeline-title">Timeline</h2>
      <Chip.Group multiple value={shownKinds} onChange={(shown) => setHidden(present.filter((kind) => !shown.includes(kind)))}>
        <Group gap={6} mb={10} role="group" aria-label="Show in the timeline">
          {present.map((kind) => (
            <Chip key={kind} value={kind} size="xs" variant="outline">
              {KINDS[kind].name}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <ol className={classes.timeline}>
        {entries
          .map((entry, index) => ({ entry, index }))
          .filter(({ entry }) => !hidden.includes(entry.kind))
          .map(({ entry, index }) => (
            <TimelineRow key={index} entry={entry} />
          ))}
      </ol>
    </section>
  )
}

function TimelineRow({ entry }: { entry: Entry }) {
  const { name, icon: Icon } = KINDS[entry.kind]
  return (
    <li data-kind={entry.kind}>
      <span className="fd-num" title={formatTimeOfDay(entry.at)}>
        {formatClock(entry.atMs)}
      </span>
      <Icon size={15} aria-hidden />
      <span className={entry.kind === 'command' ? classes.command : undefined}>
        <span className="fd-visually-hidden">{name}: </span>
        {entry.text}
      </span>
    </li>
  )
}
