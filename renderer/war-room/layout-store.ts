const PREFIX = 'firedrill.layout.'

/** How the player arranged the terminals of an attempt; kept in the window's storage, gone when the attempt ends. */
export function saveLayout(attemptId: string, layout: object): void {
  try {
    localStorage.setItem(PREFIX + attemptId, JSON.stringify(layout))
  } catch {
    // Full or denied storage costs the arrangement, nothing else.
  }
}

/** The layout as it was saved, or `undefined`. The dock itself checks what is in it. */
export function loadLayout(attemptId: string): object | undefined {
  try {
    const layout: unknown = JSON.parse(localStorage.getItem(PREFIX + attemptId) ?? 'null')
    return typeof layout === 'object' && layout !== null ? layout : undefined
  } catch {
    return undefined
  }
}

export function forgetLayout(attemptId: string): void {
  try {
    localStorage.removeItem(PREFIX + attemptId)
  } catch {
    // Nothing was kept, then.
  }
}
