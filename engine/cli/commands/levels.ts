import { readCatalog } from '../../catalog/index.ts'
import type { Context } from '../context.ts'
import { EXIT, table } from '../output.ts'
import { levelFolders } from '../paths.ts'

/** `levels list`: every level there is, and what is wrong with those that can't be read. */
export async function levelsListCommand({ output }: Context): Promise<number> {
  const { levels, problems } = await readCatalog(levelFolders(process.env))
  const data = levels.map(({ id, dir, file }) => ({
    ...{ id, title: file.title, severity: file.severity, difficulty: file.difficulty, summary: file.summary, folder: dir },
    variants: file.variants.length,
  }))
  const rows = data.map((level) => [level.id, level.severity, '★'.repeat(level.difficulty), level.title])
  const wrong = problems.map((p) => `${p.file}${p.line ? `:${p.line}` : ''}: ${p.key ? `${p.key}: ` : ''}${p.message}`)
  output.result({ levels: data, problems }, [table([['ID', 'SEVERITY', 'DIFFICULTY', 'TITLE'], ...rows]), ...wrong].join('\n'))
  return problems.length > 0 ? EXIT.failed : EXIT.ok
}
