import type { Debrief } from '../../engine/contract/index.ts'
import { linePath } from '../shared/chart.ts'
import { formatClock, formatPercent } from '../shared/format.ts'
import classes from './debrief.module.css'

const WIDTH = 400
const HEIGHT = 90

interface Props {
  traffic: Debrief['traffic']
  resolvedMs: number | null
}

/** Share of customers' requests that succeeded over the attempt. */
export function CustomersChart({ traffic, resolvedMs }: Props) {
  const first = traffic[0]
  const last = traffic.at(-1)
  if (!first || !last) return null
  const worst = Math.min(...traffic.map(({ successRate }) => successRate))
  const points = traffic.map(({ atMs, successRate }) => ({ x: atMs, y: successRate }))
  // The last sample may be a little older than the resolve.
  const share = resolvedMs === null ? null : (resolvedMs - first.atMs) / (last.atMs - first.atMs || 1)
  const resolvedX = share === null ? null : Math.min(1, Math.max(0, share)) * WIDTH
  return (
    <section className={classes.card} aria-labelledby="customers-title">
      <h2 id="customers-title">Customers' success</h2>
      <svg
        className={classes.chart}
        viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
        role="img"
        aria-label={`Success rate from ${formatPercent(first.successRate)} to ${formatPercent(last.successRate)}, at worst ${formatPercent(worst)}`}
      >
        {[0, 0.5, 1].map((level) => (
          <line key={level} x1={0} x2={WIDTH} y1={level * HEIGHT} y2={level * HEIGHT} />
        ))}
        {resolvedX === null ? null : <line className={classes.resolvedLine} x1={resolvedX} x2={resolvedX} y1={0} y2={HEIGHT} />}
        <path d={linePath(points, WIDTH, HEIGHT)} />
      </svg>
      <div className={classes.axis}>
        <span className="fd-num">{formatClock(first.atMs)}</span>
        <span>
          0 to 100 %, worst <span className="fd-num">{formatPercent(worst)}</span>
          {resolvedX === null ? '' : ', dashed: resolved'}
        </span>
        <span className="fd-num">{formatClock(last.atMs)}</span>
      </div>
    </section>
  )
}
