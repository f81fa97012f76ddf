// Runs before the first paint, as a file of its own because the content security policy forbids inline scripts.
;(() => {
  // Without this a dark window would flash white: Mantine sets the attribute only once React has started.
  let stored = null
  try {
    stored = localStorage.getItem('mantine-color-scheme-value')
  } catch {
    // Storage may be denied; the system's preference does then.
  }
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')

  // Chromium drops requests under way when a network appears or goes, and starting a level makes one. A page whose own
  // script or style was dropped would stay blank, so it is loaded again, a few times at most.
  const KEY = 'firedrill.reloads'
  const MOST = 5
  const onLost = (event) => {
    if (!(event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement)) return
    const reloads = Number(sessionStorage.getItem(KEY) ?? 0)
    if (reloads >= MOST) return
    sessionStorage.setItem(KEY, String(reloads + 1))
    setTimeout(() => location.reload(), 300)
  }
  addEventListener('error', onLost, true)
  addEventListener('load', () => {
    removeEventListener('error', onLost, true)
    if (document.getElementById('root')?.hasChildNodes()) sessionStorage.removeItem(KEY)
  })
})()
