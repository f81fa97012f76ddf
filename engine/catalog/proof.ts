import {
  COMPONENTS,
  componentSchema,
  FAULT_CLASSES,
  faultClassSchema,
  type LevelProblem,
  parseDurationMs,
  statusStateSchema,
} from '../contract/index.ts'
import { LevelError } from './problems.ts'
import { suggestion } from './suggest.ts'
import type { ProofStep } from './types.ts'

const DIRECTIVE = /^#\s*@(\S+)\s*(.*)$/
const HERE_DOCUMENT = /<<-?\s*(['"]?)([A-Za-z_]\w*)\1/
const DIRECTIVES = ['instance', 'diagnose', 'status', 'wait', 'resolve']

/**
 * Reads a proof script: what a player types, and does beside typing.
 *
 * `# @instance NAME` begins lines typed into a root shell there; `# @diagnose COMPONENT FAULT`, `# @status STATE TEXT`,
 * `# @wait 5s` and `# @resolve` stand for themselves. Other comments are not typed, but a `#` in a here-document is.
 *
 * @param file named in problems
 * @throws LevelError naming each line that can't be understood
 */
export function parseProof(text: string, file = 'script'): ProofStep[] {
  const reader = new ProofReader(file)
  for (const [index, line] of text.split(/\r?\n/).entries()) reader.read(line, index + 1)
  return reader.end()
}

class ProofReader {
  private readonly file: string
  private readonly steps: ProofStep[] = []
  private readonly problems: LevelProblem[] = []
  private instance: string | undefined
  /** The lines that go on being added to; a directive ends them. */
  private typing: Extract<ProofStep, { kind: 'type' }> | undefined
  private hereDocument: string | undefined

  constructor(file: string) {
    this.file = file
  }

  read(text: string, line: number): void {
    if (this.hereDocument !== undefined) {
      this.type(text, line)
      if (text.trim() === this.hereDocument) this.hereDocument = undefined
      return
    }
    const directive = DIRECTIVE.exec(text)
    if (directive) this.direct(directive[1] ?? '', (directive[2] ?? '').trim(), line)
    else if (text.trim() !== '' && !text.trimStart().startsWith('#')) this.type(text, line)
  }

  end(): ProofStep[] {
    if (this.problems.length > 0) throw new LevelError(this.problems)
    return this.steps
  }

  private type(text: string, line: number): void {
    if (this.instance === undefined) {
      this.complain(line, 'say where this is typed first: `# @instance NAME`')
      return
    }
    if (!this.typing) {
      this.typing = { kind: 'type', instance: this.instance, lines: [], line }
      this.steps.push(this.typing)
    }
    this.typing.lines.push(text)
    this.hereDocument ??= HERE_DOCUMENT.exec(text)?.[2]
  }

  private direct(name: string, rest: string, line: number): void {
    this.typing = undefined
    if (name === 'instance') {
      if (rest === '') this.complain(line, 'name the instance: `# @instance proxy`')
      this.instance = rest
    } else if (name === 'resolve') this.steps.push({ kind: 'resolve', line })
    else if (name === 'wait') this.wait(rest, line)
    else if (name === 'status') this.status(rest, line)
    else if (name === 'diagnose') this.diagnose(rest, line)
    else this.complain(line, `unknown directive \`@${name}\`${suggestion(name, DIRECTIVES)}`)
  }

  private wait(rest: string, line: number): void {
    const ms = parseDurationMs(rest)
    if (ms === undefined) this.complain(line, `\`${rest}\` is not a duration such as 5s`)
    else this.steps.push({ kind: 'wait', ms, line })
  }

  private status(rest: string, line: number): void {
    const [word = '', text = ''] = partAtBlank(rest)
    const state = statusStateSchema.safeParse(word)
    if (!state.success) this.complain(line, `unknown state \`${word}\`${suggestion(word, statusStateSchema.options)}`)
    else if (text === '') this.complain(line, `say what is posted: \`# @status ${word} We are looking into it.\``)
    else this.steps.push({ kind: 'status', state: state.data, text, line })
  }

  private diagnose(rest: string, line: number): void {
    const [componentWord = '', faultWord = ''] = partAtBlank(rest)
    const component = componentSchema.safeParse(componentWord)
    const fault = faultClassSchema.safeParse(faultWord)
    if (!component.success)
      this.complain(line, `unknown component \`${componentWord}\`${suggestion(componentWord, Object.keys(COMPONENTS))}`)
    if (!fault.success)
      this.complain(line, `unknown fault class \`${faultWord}\`${suggestion(faultWord, Object.keys(FAULT_CLASSES))}`)
    if (component.success && fault.success)
      this.steps.push({ kind: 'diagnose', component: component.data, fault: fault.data, line })
  }

  private complain(line: number, message: string): void {
    this.problems.push({ file: this.file, line, message })
  }
}

function partAtBlank(text: string): [string, string] {
  const [first = ''] = text.split(/\s/, 1)
  return [first, text.slice(first.length).trim()]
}
