/**
 * What must be undone when the player presses Ctrl-C: children to end, temporary files to remove.
 * Set-up registers each such thing while it exists, so that an interrupted run leaves nothing half-made.
 */
const cleanups = new Set()
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
let listening = false

/**
 * Runs `cleanup` (synchronously) if the process is interrupted.
 * @param {() => void} cleanup
 * @returns {() => void} call it once the thing is finished: nothing is left to undo.
 */
export function onInterrupt(cleanup) {
  if (!listening) listen()
  cleanups.add(cleanup)
  return () => cleanups.delete(cleanup)
}

/** Runs all cleanups, newest first. One that fails doesn't keep the others from running. */
export function cleanUp() {
  for (const cleanup of [...cleanups].reverse()) {
    cleanups.delete(cleanup)
    try {
      cleanup()
    } catch (error) {
      console.error(`Could not clean up: ${error.message}`)
    }
  }
}

function listen() {
  listening = true
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      cleanUp()
      process.exit(code)
    })
  }
}
