import { expect, test } from 'vitest'
import { panelTitle } from './panel-title.ts'

test('further terminals on an instance are numbered, and a free number is used again', () => {
  expect(panelTitle('proxy', [])).toBe('proxy')
  expect(panelTitle('proxy', ['proxy', 'app-1'])).toBe('proxy · 2')
  expect(panelTitle('proxy', ['proxy', 'proxy · 3'])).toBe('proxy · 2')
})
