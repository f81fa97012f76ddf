import type { EvidenceLeaf } from '../contract/index.ts'

interface Leaf {
  leaf: string
  evidence: EvidenceLeaf
}

interface Matcher {
  leaf: string
  instances: string[] | undefined
  text: RegExp | undefined
  command: RegExp | undefined
}

/**
 * Watches terminals for `ran` and `saw` evidence. Each leaf is reported once: what was seen stays seen.
 */
export class TerminalEvidence {
  readonly #ran: Matcher[]
  readonly #saw: Matcher[]
  readonly #found: (leaf: string, detail: string) => void

  /** @param alreadyHeld leaves that an earlier run of the app has reported */
  constructor(leaves: readonly Leaf[], alreadyHeld: ReadonlySet<string>, found: (leaf: string, detail: string) => void) {
    const open = leaves.filter(({ leaf }) => !alreadyHeld.has(leaf))
    this.#ran = open.flatMap(({ leaf, evidence }) =>
      'ran' in evidence ? [matcher(leaf, evidence.ran.instance, undefined, evidence.ran.command)] : [],
    )
    this.#saw = open.flatMap(({ leaf, evidence }) =>
      'saw' in evidence ? [matcher(leaf, evidence.saw.instance, evidence.saw.text, evidence.saw.command)] : [],
    )
    this.#found = found
  }

  /** A command line was run. */
  ran(instance: string, command: string): void {
    this.#report(this.#ran, (m) => applies(m, instance) && (m.command?.test(command) ?? true), `${instance}: ${command}`)
  }

  /**
   * Lines of output were shown. `command` is the line that showed them, where shell marks told it: what it holds word for
   * word (`echo` of the answer) was said by the player, not shown by the system.
   */
  saw(instance: string, text: string, command: string | undefined): void {
    const shown = (m: Matcher) =>
      applies(m, instance) && isShown(m.text, text, command ?? '') && (m.command === undefined || m.command.test(command ?? ''))
    this.#report(this.#saw, shown, `${instance}: ${command ?? 'shown in the terminal'}`)
  }

  #report(matchers: Matcher[], holds: (m: Matcher) => boolean, detail: string): void {
    for (let i = matchers.length - 1; i >= 0; i--) {
      const candidate = matchers[i]
      if (!candidate || !holds(candidate)) continue
      matchers.splice(i, 1)
      this.#found(candidate.leaf, detail.slice(0, 500))
    }
  }
}

function matcher(
  leaf: string,
  instance: string | string[] | undefined,
  text: string | undefined,
  command: string | undefined,
): Matcher {
  return {
    leaf,
    instances: instance === undefined ? undefined : [instance].flat(),
    text: text === undefined ? undefined : new RegExp(text, 'm'),
    command: command === undefined ? undefined : new RegExp(command),
  }
}

/** True when a row that the command doesn't hold itself matches. `grep TEXT log` shows more of a row than TEXT. */
function isShown(pattern: RegExp | undefined, text: string, command: string): boolean {
  if (!pattern) return false
  return text.split('\n').some((row) => pattern.test(row) && !command.includes(row.trim()))
}

function applies(m: Matcher, instance: string): boolean {
  return m.instances === undefined || m.instances.includes(instance)
}
