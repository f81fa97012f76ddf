/** A shortcut is written `Ctrl+Shift+D`, `F6`, `Shift+F6` or `?`. Ctrl is the Control key on every platform. */

export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

/** True when the key press is the shortcut. Digits go by their place on the keyboard, since Shift changes what they write. */
export function matchesShortcut(shortcut: string, press: KeyPress): boolean {
  const parts = shortcut.split('+')
  const key = parts.pop() ?? ''
  const wantsShift = parts.includes('Shift')
  if (press.ctrlKey !== parts.includes('Ctrl') || press.metaKey !== parts.includes('Cmd') || press.altKey) return false
  // A sign such as ? may need Shift or not, as the keyboard has it.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key)
  if (!isSign && press.shiftKey !== wantsShift) return false
  if (/^\d$/.test(key)) return press.code === `Digit${key}`
  return press.key.toLowerCase() === key.toLowerCase()
}

/**
 * True for key presses that belong to the app even while a terminal has the focus. A terminal can't tell Ctrl+Shift from
 * Ctrl, so nothing that runs in it misses these; Ctrl+K and its like stay the shell's.
 */
export function isAppKey(press: KeyPress): boolean {
  if (press.key === 'F6') return true
  if (press.altKey) return false
  return (press.ctrlKey || press.metaKey) && press.shiftKey
}

/** True where typing a plain character means text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Whether a shortcut may run while somebody types: only those with a modifier or a function key. */
export function worksWhileTyping(shortcut: string): boolean {
  return /^(.*\+)?F\d+$/.test(shortcut) || /(Ctrl|Cmd)\+/.test(shortcut)
}
