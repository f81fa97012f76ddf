import { createInterface } from 'node:readline/promises'

/**
 * Asks a yes-or-no question; Enter means yes. Without a terminal on both ends nothing is asked.
 * @returns {Promise<boolean>} true where nobody can answer: what is asked about is what the command is for
 */
export async function confirm(question, { input = process.stdin, output = process.stdout } = {}) {
  if (!input.isTTY || !output.isTTY) return true
  const lines = createInterface({ input, output })
  // In raw mode the terminal sends Ctrl-C as a key: make it the signal that set-up listens to.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    const answer = await lines.question(`${question} [Y/n] `)
    return !/^n/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
