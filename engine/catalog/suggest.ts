/** How many letters must be changed, added or dropped to get from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The known word that was probably meant, if one is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const limit = word.length <= 4 ? 1 : 2
  const ranked = known.map((name) => ({ name, steps: distance(word.toLowerCase(), name.toLowerCase()) }))
  return ranked.filter(({ steps }) => steps <= limit).toSorted((a, b) => a.steps - b.steps)[0]?.name
}

/** What is said after an unknown word: the one that was probably meant, or all there are. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  if (near) return `; did you mean \`${near}\`?`
  return known.length > 0 ? `; known: ${known.join(', ')}` : ''
}
