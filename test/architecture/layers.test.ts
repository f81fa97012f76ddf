import { describe, expect, it } from 'vitest'
import { type Import, importsBelow, importsOf, isTest } from './imports.ts'

/** The dependency rule of docs/architecture.md: a folder of the engine imports itself and these, and nothing else of ours. */
const MAY_IMPORT: Record<string, string[]> = {
  contract: [],
  catalog: ['contract'],
  runtime: ['contract'],
  terminal: ['contract'],
  play: ['contract'],
  store: ['contract'],
  host: ['contract', 'catalog', 'runtime', 'terminal', 'play', 'store'],
  cli: ['contract', 'catalog', 'runtime', 'terminal', 'play', 'store', 'host'],
}

const all = importsBelow('engine', 'electron', 'renderer', 'test').filter(({ from }) => !isTest(from))
const below = (folder: string) => all.filter(({ from }) => from.startsWith(`${folder}/`))
const local = (imports: Import[]) => imports.filter(({ isLocal }) => isLocal)
const show = (imports: Import[]) => imports.map(({ from, to }) => `${from} imports ${to}`)

describe('dependency rule', () => {
  it('knows every folder of the engine', () => {
    const folders = new Set(below('engine').map(({ from }) => from.split('/')[1]))
    expect([...folders].filter((folder) => !(folder && folder in MAY_IMPORT))).toEqual([])
  })

  it.each(Object.entries(MAY_IMPORT))('engine/%s imports only %j', (folder, allowed) => {
    const targets = [folder, ...allowed].map((name) => `engine/${name}/`)
    const wrong = local(below(`engine/${folder}`)).filter(({ to }) => !targets.some((target) => to.startsWith(target)))
    expect(show(wrong)).toEqual([])
  })

  it('a neighbour is reached through its index only', () => {
    const wrong = local(below('engine')).filter(({ from, to }) => {
      const [, own] = from.split('/')
      const [, folder, ...rest] = to.split('/')
      return folder !== own && folder !== 'contract' && rest.join('/') !== 'index.ts'
    })
    expect(show(wrong)).toEqual([])
  })

  it('the renderer imports itself, the contract and assets', () => {
    const allowed = /^(renderer|engine\/contract|assets)\//
    expect(show(local(below('renderer')).filter(({ to }) => !allowed.test(to)))).toEqual([])
  })

  it('the renderer imports nothing of Node', () => {
    expect(show(below('renderer').filter(({ to }) => to.startsWith('node:')))).toEqual([])
  })

  it('the contract is pure: neither Node nor the browser', () => {
    expect(show(below('engine/contract').filter(({ to, isLocal }) => !isLocal && !/^(zod|@orpc\/contract)$/.test(to)))).toEqual(
      [],
    )
  })

  it('the preload imports electron and the contract only', () => {
    const preload = all.filter(({ from }) => from === 'electron/preload.ts')
    expect(show(preload.filter(({ to }) => to !== 'electron' && !to.startsWith('engine/contract/')))).toEqual([])
    expect(preload).not.toEqual([])
  })

  it('only electron/ imports electron', () => {
    const wrong = all.filter(({ from, to }) => (to === 'electron' || to.startsWith('electron/')) && !from.startsWith('electron/'))
    expect(show(wrong)).toEqual([])
  })

  it('nothing but the renderer knows React', () => {
    const wrong = all.filter(({ from, to }) => /^(react|react-dom|@mantine)\b/.test(to) && !from.startsWith('renderer/'))
    expect(show(wrong)).toEqual([])
  })

  it('the scripts that run before anything is installed import only Node and each other', () => {
    const afterwards = ['scripts/lib/bundle.mjs']
    const scripts = importsBelow('scripts').filter(({ from }) => !isTest(from) && !afterwards.includes(from))
    expect(show(scripts.filter(({ to, isLocal }) => !isLocal && !to.startsWith('node:') && to !== 'vite'))).toEqual([])
  })
})

describe('importsOf', () => {
  it('finds imports of every form, and none in comments or strings', () => {
    const text = `
import a from './a.ts'
import type { B } from "../b.ts"
import {
  c,
  d,
} from 'zod'
import './side.css'
export * from './e.ts'
export { f } from './f.ts'
// import x from './x.ts'
/* import y from './y.ts' */
const lazy = await import('./g.ts')
const url = 'https://example.com' // import z from './z.ts'
export const h = 'import i from ./i.ts'
`
    expect(importsOf('engine/play/log.ts', text).map(({ to }) => to)).toEqual([
      'engine/play/a.ts',
      'engine/b.ts',
      'zod',
      'engine/play/side.css',
      'engine/play/e.ts',
      'engine/play/f.ts',
      'engine/play/g.ts',
    ])
  })
})
