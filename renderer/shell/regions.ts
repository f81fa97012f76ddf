const FOCUSABLE =
  'button:not([disabled]), [href], input:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])'

/**
 * Moves the focus to the next part of the screen (elements marked `data-region`), so that nobody is caught in a terminal,
 * where Tab belongs to the shell.
 */
export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.offsetParent !== null)
  if (regions.length === 0) return
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const next = current < 0 ? (step > 0 ? 0 : regions.length - 1) : (current + step + regions.length) % regions.length
  const region = regions[next]
  const preferred = region?.querySelector<HTMLElement>('[data-region-focus], .xterm-helper-textarea')
  ;(preferred ?? region?.querySelector<HTMLElement>(FOCUSABLE))?.focus()
}
