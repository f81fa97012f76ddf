/**
 * Groups the lines of a script into what a player would enter before waiting for the next prompt: a line with its
 * continuation, here-document or open block.
 */
export function logicalLines(lines: readonly string[]): string[] {
  const groups: string[] = []
  let group: string[] = []
  for (const line of lines) {
    if (group.length === 0 && line.trim() === '') continue
    group.push(line)
    if (isComplete(group)) {
      groups.push(group.join('\n'))
      group = []
    }
  }
  if (group.length > 0) groups.push(group.join('\n'))
  return groups
}

const HERE_DOCUMENT = /<<-?\s*(['"]?)([A-Za-z_]\w*)\1/
const OPENING = /(^|[;&|]\s*|\b(?:then|do|else)\s+)(if|case|for|while|until|select)\b/g
const CLOSING = /(^|[;&|]\s*)(fi|esac|done)\b/g

function isComplete(lines: readonly string[]): boolean {
  const last = lines.at(-1) ?? ''
  const delimiter = lines.map((line) => HERE_DOCUMENT.exec(line)?.[2]).find((word) => word !== undefined)
  if (delimiter !== undefined) return last.trim() === delimiter && lines.length > 1
  if (last.endsWith('\\') || hasOpenQuote(lines.join('\n'))) return false
  const trimmed = lines.map((line) => line.trim())
  const count = (pattern: RegExp) => trimmed.reduce((sum, line) => sum + (line.match(pattern)?.length ?? 0), 0)
  const braces = trimmed.filter((line) => line.endsWith('{')).length - trimmed.filter((line) => /^\}/.test(line)).length
  return count(OPENING) <= count(CLOSING) && braces <= 0
}

function hasOpenQuote(text: string): boolean {
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '\\' && quote !== "'") i++
    else if (quote === '' && (char === "'" || char === '"')) quote = char
    else if (char === quote) quote = ''
  }
  return quote !== ''
}
