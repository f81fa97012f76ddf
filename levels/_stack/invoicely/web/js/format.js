/** Cents of a currency, as people of the browser's language write them. */
export function money(cents, currency) {
  return new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(cents / 100)
}

/** A size in bytes, with a unit that fits. */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** A day such as 2026-03-01, or a moment, as a date. */
export function day(text) {
  return new Date(text).toLocaleDateString(undefined, { dateStyle: 'medium' })
}

/** A moment with its time. */
export function moment(text) {
  return new Date(text).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}
