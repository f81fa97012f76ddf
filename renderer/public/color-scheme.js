// Runs before the first paint, as a file of its own because the content security policy forbids inline scripts.
// Without it a dark window would flash white: Mantine sets this attribute only once React has started.
;(() => {
  let stored = null
  try {
    stored = localStorage.getItem('mantine-color-scheme-value')
  } catch {
    // Storage may be denied; the system's preference does then.
  }
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
