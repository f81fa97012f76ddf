/** `app-1`, and for further terminals on the same instance `app-1 · 2`. */
export function panelTitle(instance: string, taken: readonly string[]): string {
  if (!taken.includes(instance)) return instance
  let count = 2
  while (taken.includes(`${instance} · ${count}`)) count += 1
  return `${instance} · ${count}`
}
