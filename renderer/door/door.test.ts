import { expect, test } from 'vitest'
import { isWebAddress } from './door.ts'

test('only web addresses may leave the app', () => {
  expect(isWebAddress('http://127.0.0.1:4000/')).toBe(true)
  expect(isWebAddress('https://example.com')).toBe(true)
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', '//example.com', '']) {
    expect(isWebAddress(url), url).toBe(false)
  }
})
