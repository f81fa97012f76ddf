import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The script behind a command of a package in node_modules. Run with the node that runs us it works the same everywhere,
 * which `npx` and the shims of `node_modules/.bin` do not on Windows.
 */
export function packageCommand(root, packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/** Static checks: types, then lint and format. Each is `{ name, args }` for node. */
export function staticChecks(root) {
  return [
    { name: 'types', args: [packageCommand(root, 'typescript', 'tsc'), '--noEmit', '-p', root] },
    { name: 'lint and format', args: [packageCommand(root, '@biomejs/biome', 'biome'), 'check', root] },
  ]
}

/** The runners of the tests. Each writes a JSON report to `report`. */
export function testRunners(root, reportFolder) {
  const vitest = (project) => {
    const report = join(reportFolder, `${project}.json`)
    const args = [packageCommand(root, 'vitest'), 'run', '--project', project, '--passWithNoTests']
    return { name: project, report, args: [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`] }
  }
  const report = join(reportFolder, 'e2e.json')
  const e2e = { name: 'e2e', report, args: [packageCommand(root, 'playwright'), 'test', '--reporter=list,json'] }
  return [vitest('unit'), vitest('integration'), { ...e2e, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } }]
}

/**
 * Counts the tests of a report of Vitest or Playwright.
 * @param {unknown} report
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countTests(report) {
  if (report?.stats && 'expected' in report.stats) {
    const { expected, unexpected, flaky, skipped } = report.stats
    // A flaky test is one that failed: there are no retries here to hide it.
    return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), skipped }
  }
  if (typeof report?.numTotalTests !== 'number') throw new Error('not a test report')
  // A file that doesn't even load has no tests to count: it is one failure.
  const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Sum of several counts. */
export function sumTests(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const count of counts) for (const key of Object.keys(total)) total[key] += count[key]
  return total
}
