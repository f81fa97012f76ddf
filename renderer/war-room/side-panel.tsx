import { Tabs } from '@mantine/core'
import { formatTimeOfDay } from '../shared/format.ts'
import { Markdown } from '../shared/markdown.tsx'
import { CustomersCard } from './customers-card.tsx'
import { HarmList } from './harm-list.tsx'
import { Hints } from './hints.tsx'
import { MilestoneRow } from './milestone-row.tsx'
import { Objectives } from './objectives.tsx'
import classes from './side-panel.module.css'
import { Updates } from './updates.tsx'
import { useWarRoom } from './war-room-context.tsx'

/** What the player knows beside the terminals: how customers fare, what is asked, what was said. */
export function SidePanel() {
  const { view } = useWarRoom()
  const hit = view.objectives?.filter((objective) => objective.hitMs !== null).length ?? 0
  return (
    <aside className={classes.panel} aria-label="Incident" data-region>
      <CustomersCard />
      <MilestoneRow milestones={view.milestones} />
      <HarmList />
      <Tabs
        defaultValue="objectives"
        keepMounted={false}
        classNames={{ root: classes.tabs ?? '', panel: classes.tabPanel ?? '' }}
      >
        <Tabs.List grow>
          <Tabs.Tab value="objectives" data-region-focus>
            Objectives{view.objectives ? ` ${hit}/${view.objectives.length}` : ''}
          </Tabs.Tab>
          <Tabs.Tab value="hints">Hints</Tabs.Tab>
          <Tabs.Tab value="updates">Log</Tabs.Tab>
          <Tabs.Tab value="briefing">Briefing</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="objectives">
          <Objectives />
        </Tabs.Panel>
        <Tabs.Panel value="hints">
          <Hints />
        </Tabs.Panel>
        <Tabs.Panel value="updates">
          <Updates />
        </Tabs.Panel>
        <Tabs.Panel value="briefing">
          <PageCard />
          <Markdown text={view.level.briefing} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  )
}

function PageCard() {
  const { view } = useWarRoom()
  if (!view.page) return null
  return (
    <section className={classes.page} aria-label="The page">
      <div className="fd-label">
        Page · {view.page.from} · {formatTimeOfDay(view.page.at)}
      </div>
      <strong>{view.page.title}</strong>
      <p>{view.page.body}</p>
    </section>
  )
}
