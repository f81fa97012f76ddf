import { IconExternalLink } from '@tabler/icons-react'
import { linePath } from '../shared/chart.ts'
import { formatPercent } from '../shared/format.ts'
import { OutsideLink } from '../shared/markdown.tsx'
import { type Health, healthOf, latestJourneys, successRates } from './customers.ts'
import classes from './side-panel.module.css'
import { useWarRoom } from './war-room-context.tsx'

const WORDS: Record<Health, string> = { well: 'well', degraded: 'some fail', failing: 'many fail' }
const CHART = { width: 150, height: 40 }

/** How the synthetic customers fare right now, and the way to see the app as they do. */
export function CustomersCard() {
  const { view } = useWarRoom()
  const rates = successRates(view.traffic).flatMap(({ at, successRate }) =>
    successRate === null ? [] : [{ x: at, y: successRate }],
  )
  const now = rates.at(-1)?.y
  return (
    <section className={classes.customers} aria-label="Customers">
      <div className={classes.customersHead}>
        <h2 className="fd-label">Customers</h2>
        {view.gatewayUrl ? (
          <OutsideLink href={view.gatewayUrl} className={classes.preview}>
            Open app <IconExternalLink size={13} aria-hidden />
          </OutsideLink>
        ) : null}
      </div>
      {now === undefined ? (
        <p className={classes.quiet}>No requests yet.</p>
      ) : (
        <div className={classes.rate} data-health={healthOf(now)}>
          <div>
            <div className={`fd-num ${classes.percent}`}>{formatPercent(now)}</div>
            <div>succeed · {WORDS[healthOf(now)]}</div>
          </div>
          <svg
            viewBox={`0 -2 ${CHART.width} ${CHART.height + 4}`}
            role="img"
            aria-label={`Success rate over time, now ${formatPercent(now)}`}
          >
            <path d={linePath(rates, CHART.width, CHART.height)} />
          </svg>
        </div>
      )}
      <ul className={classes.journeys}>
        {latestJourneys(view.traffic).map((journey) => (
          <li key={journey.name} data-health={healthOf(journey.successRate)}>
            <span>{journey.name}</span>
            <span className="fd-num">{formatPercent(journey.successRate)}</span>
            <span className="fd-num">{journey.p95Ms > 0 ? `${Math.round(journey.p95Ms)} ms` : '–'}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
