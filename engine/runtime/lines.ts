/** Longest line that is passed on; a longer one comes in pieces. */
const MAX_LINE_BYTES = 64 * 1024

/** Cuts bytes into lines of limited size and valid UTF-8. */
export function createLineSplitter(onLine: (line: string) => void): (bytes: Buffer) => void {
  let pending = Buffer.alloc(0)
  return (bytes) => {
    let rest = pending.length > 0 ? Buffer.concat([pending, bytes]) : bytes
    for (;;) {
      const newline = rest.indexOf(10)
      const length = newline === -1 ? rest.length : newline
      if (newline === -1 && length < MAX_LINE_BYTES) break
      const cut = Math.min(length, MAX_LINE_BYTES)
      onLine(rest.toString('utf8', 0, cut).replace(/\r$/, ''))
      rest = rest.subarray(cut === newline ? cut + 1 : cut)
    }
    pending = Buffer.from(rest)
  }
}
