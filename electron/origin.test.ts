import { describe, expect, it } from 'vitest'
import { isAllowedExternal, isAppUrl } from './origin.ts'

describe('isAppUrl', () => {
  it.each(['app://firedrill/', 'app://firedrill/attempts/1?x#y'])('accepts %s', (url) => expect(isAppUrl(url)).toBe(true))

  it.each([
    'https://firedrill/',
    'app://firedrill.example/',
    'app://firedrill:81/',
    'app://other/',
    'file:///etc/passwd',
    'about:blank',
    'nonsense',
  ])('refuses %s', (url) => expect(isAppUrl(url)).toBe(false))
})

describe('isAllowedExternal', () => {
  it.each(['https://example.com/docs', 'http://127.0.0.1:8123/invoices'])('allows %s', (url) => {
    expect(isAllowedExternal(url)).toBe(true)
  })

  it.each([
    'http://example.com/',
    'http://127.0.0.1.example.com/',
    'http://localhost/',
    'http://127.0.0.1@example.com/',
    'https://user:secret@example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://example.com/share',
    '',
  ])('refuses %s', (url) => expect(isAllowedExternal(url)).toBe(false))
})
