import { readFile, stat } from 'node:fs/promises'
import { durationMs, type FaultStep, type FaultStepPlan, type LevelProblem } from '../contract/index.ts'
import { type FolderFile, insideFolder, listFiles } from './folder.ts'
import { LevelError } from './problems.ts'
import { fillText, type VariantValues, variantEnvironment } from './template.ts'

const TEMPLATE = '.tmpl'
const FAULT_FOLDER = 'fault/'

/**
 * Reads what breaks the level. Files take a plain mode, executable or not: what else a checkout gives them differs
 * from machine to machine.
 *
 * @throws Error in plain words, or LevelError when a template of the step has a problem of its own
 */
export async function planFaultStep(dir: string, step: FaultStep, values: VariantValues): Promise<FaultStepPlan> {
  const relative = 'files' in step ? step.files : step.run
  const absolute = await insideFolder(dir, relative)
  if (!relative.startsWith(FAULT_FOLDER)) throw new Error(`\`${relative}\` must lie in the level's folder \`fault/\``)
  const isFolder = (await stat(absolute)).isDirectory()
  if ('files' in step) {
    if (!isFolder) throw new Error(`\`${relative}\` must be a folder whose content is laid over the instance's root`)
    const files = (await listFiles(absolute)).map((file) => layOver(file, `${absolute}/${file.path}`, values))
    return { kind: 'files', instance: step.instance, files }
  }
  if (isFolder) throw new Error(`\`${relative}\` is a folder; \`run\` needs a script`)
  const script = await readFile(absolute, 'utf8')
  const timeoutMs = durationMs(step.timeout)
  return { kind: 'run', instance: step.instance, name: relative, script, environment: variantEnvironment(values), timeoutMs }
}

function layOver(file: FolderFile, absolute: string, values: VariantValues): { path: string; content: Uint8Array; mode: number } {
  const mode = file.executable ? 0o755 : 0o644
  if (!file.path.endsWith(TEMPLATE)) return { path: file.path, content: file.content, mode }
  const filled = fillFile(absolute, Buffer.from(file.content).toString('utf8'), values)
  return { path: file.path.slice(0, -TEMPLATE.length), content: Buffer.from(filled), mode }
}

function fillFile(file: string, text: string, values: VariantValues): string {
  const problems: LevelProblem[] = []
  const filled = fillText(text, values, (name, offset) => {
    const line = text.slice(0, offset).split('\n').length
    problems.push({ file, line, message: `no variant has a value \`${name}\`` })
  })
  if (problems.length > 0) throw new LevelError(problems)
  return filled
}
