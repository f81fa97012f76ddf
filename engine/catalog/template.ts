import type { LevelFile } from '../contract/index.ts'
import type { Path } from './problems.ts'

export type VariantValues = LevelFile['variants'][number]

const PLACEHOLDER = /\{\{\s*([A-Za-z][\w-]*)\s*\}\}/g
const ONLY_PLACEHOLDER = /^\{\{\s*([A-Za-z][\w-]*)\s*\}\}$/

/** The text with each `{{ name }}` replaced; names that have no value are left and given to `onUnknown`. */
export function fillText(text: string, values: VariantValues, onUnknown: (name: string, offset: number) => void): string {
  return text.replace(PLACEHOLDER, (whole, name: string, offset: number) => {
    const value = values[name]
    if (value === undefined) onUnknown(name, offset)
    return value === undefined ? whole : String(value)
  })
}

/**
 * Data with the values filled in. It works on the texts of parsed YAML, never on its source, so a value can't change
 * the structure. A text that is nothing but a placeholder takes the value's type: `"{{ size }}"` can be a number.
 */
export function fillData(
  data: unknown,
  values: VariantValues,
  onUnknown: (name: string, path: Path) => void,
  path: Path = [],
): unknown {
  if (typeof data === 'string') {
    const only = ONLY_PLACEHOLDER.exec(data)?.[1]
    const value = only === undefined ? undefined : values[only]
    return value ?? fillText(data, values, (name) => onUnknown(name, path))
  }
  if (Array.isArray(data)) return data.map((item, index) => fillData(item, values, onUnknown, [...path, index]))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, fillData(item, values, onUnknown, [...path, key])]))
}

/** The values as a script gets them: `FD_<NAME>`. */
export function variantEnvironment(values: VariantValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`FD_${name.toUpperCase().replaceAll('-', '_')}`, String(value)]),
  )
}
