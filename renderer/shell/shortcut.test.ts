import { describe, expect, test } from 'vitest'
import { isAppKey, type KeyPress, matchesShortcut, worksWhileTyping } from './shortcut.ts'

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
})
const ctrlShift = { ctrlKey: true, shiftKey: true }

describe('matchesShortcut', () => {
  test('asks for exactly the modifiers that are written', () => {
    expect(matchesShortcut('Ctrl+Shift+D', press('D', ctrlShift))).toBe(true)
    expect(matchesShortcut('Ctrl+Shift+D', press('d', { ctrlKey: true }))).toBe(false)
    expect(matchesShortcut('Ctrl+K', press('k', { metaKey: true }))).toBe(false)
    expect(matchesShortcut('F6', press('F6', { shiftKey: true }))).toBe(false)
    expect(matchesShortcut('Ctrl+Shift+D', press('D', { ...ctrlShift, altKey: true }))).toBe(false)
  })

  test('finds digits by their place, whatever Shift makes of them', () => {
    expect(matchesShortcut('Ctrl+Shift+1', press('!', { ...ctrlShift, code: 'Digit1' }))).toBe(true)
    expect(matchesShortcut('Ctrl+Shift+1', press('"', { ...ctrlShift, code: 'Digit2' }))).toBe(false)
  })

  test('takes a sign with or without Shift, as the keyboard has it', () => {
    expect(matchesShortcut('?', press('?', { shiftKey: true }))).toBe(true)
    expect(matchesShortcut('?', press('?'))).toBe(true)
    expect(matchesShortcut('Ctrl+,', press(',', { ctrlKey: true }))).toBe(true)
  })
})

test('a terminal keeps every key that its shell can tell apart', () => {
  for (const kept of [
    press('k', { ctrlKey: true }),
    press('c', { ctrlKey: true }),
    press('d', { altKey: true }),
    press('Tab'),
    press('?'),
  ]) {
    expect(isAppKey(kept), kept.key).toBe(false)
  }
  expect(isAppKey(press('P', ctrlShift))).toBe(true)
  expect(isAppKey(press('F6'))).toBe(true)
})

test('plain characters are text while somebody types', () => {
  expect(['?', 'Ctrl+K', 'F6', 'Shift+F6'].map(worksWhileTyping)).toEqual([false, true, true, true])
})
