const UNIT_BYTES: Record<string, number> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }
const SIZE = /^(\d+(?:\.\d+)?)\s*([bkmg])?b?$/i

/** Bytes of a size as Compose and tmpfs write it: `64m`, `1g`, `65536`. Undefined when it isn't one, or nothing. */
export function parseBytes(text: string): number | undefined {
  const match = SIZE.exec(text.trim())
  const bytes = match ? Math.round(Number(match[1]) * (UNIT_BYTES[(match[2] ?? 'b').toLowerCase()] ?? 1)) : 0
  return bytes > 0 ? bytes : undefined
}

export interface MemoryOptions {
  sizeBytes?: number
  inodes?: number
  mode?: number
}

/**
 * The options of a memory filesystem, such as `size=64m,nr_inodes=1000,mode=1777`.
 *
 * @throws Error in plain words at an option that isn't supported
 */
export function parseMemoryOptions(text: string): MemoryOptions {
  const options: MemoryOptions = {}
  for (const option of text.split(',').filter((part) => part.trim() !== '')) {
    const [name = '', value = ''] = option.trim().split('=')
    if (name === 'size') options.sizeBytes = orThrow(parseBytes(value), option)
    else if (name === 'nr_inodes') options.inodes = orThrow(parseBytes(value), option)
    else if (name === 'mode') options.mode = orThrow(/^[0-7]{3,4}$/.test(value) ? Number.parseInt(value, 8) : undefined, option)
    else throw new Error(`unknown option \`${option}\`; known: size=, nr_inodes=, mode=`)
  }
  return options
}

function orThrow(value: number | undefined, option: string): number {
  if (value === undefined)
    throw new Error(`\`${option}\` has no usable value; write for example size=64m, nr_inodes=1000, mode=1777`)
  return value
}

const WORD = /\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+)/y

/** Splits a command line into words the way Compose does: blanks part, quotes hold together, nothing is expanded. */
export function shellWords(text: string): string[] {
  const words: string[] = []
  WORD.lastIndex = 0
  for (let match = WORD.exec(text); match; match = WORD.exec(text)) words.push(unquote(match[1] ?? ''))
  return words
}

function unquote(word: string): string {
  return word.replace(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g,
    (_, double: string | undefined, single: string | undefined, escaped: string) => {
      if (double !== undefined) return double.replace(/\\(["\\$`])/g, '$1')
      return single ?? escaped
    },
  )
}
