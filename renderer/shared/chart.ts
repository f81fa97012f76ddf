export interface Point {
  x: number
  /** 0..1 */
  y: number
}

/**
 * The `d` of an SVG path through the points, scaled into a box with y upwards.
 * @param points ordered by x
 */
export function linePath(points: readonly Point[], width: number, height: number): string {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return ''
  const span = last.x - first.x || 1
  return points
    .map(({ x, y }, index) => {
      const px = ((x - first.x) / span) * width
      const py = (1 - y) * height
      return `${index === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`
    })
    .join(' ')
}
