import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages } from '../lib/apt.mjs'
import { run } from '../lib/command.mjs'
import { buildEnvironment, missingTools, npmCommand, toolsAdvice } from '../lib/native-build.mjs'
import { hashFile, readJson, writeJson } from '../lib/stamp.mjs'
import { isDebianLike, rootAccess } from '../lib/system.mjs'

const STAMP = 'node_modules/.firedrill-setup.json'

/** Firedrill's own packages. */
export function dependenciesStep(context) {
  return npmStep({
    id: 'dependencies',
    name: 'Packages',
    folder: context.root,
    args: ['ci', '--no-audit', '--no-fund'],
    hint: 'downloading, and compiling what has no binary for this system: some minutes the first time',
    before: (progress) => ensureTools(context, progress),
  })
}

/** The packages of the reference system's back end. They are copied into its image, so nothing of them runs here. */
export function invoicelyStep(context) {
  return npmStep({
    id: 'invoicely',
    name: 'Packages of the reference system',
    folder: join(context.root, 'levels/_stack/invoicely'),
    args: ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
    hint: 'downloading',
  })
}

function npmStep({ id, name, folder, args, hint, before }) {
  const stampFile = join(folder, STAMP)
  // Compiled modules fit one ABI: another Node means another installation.
  const wanted = () =>
    `${hashFile(join(folder, 'package-lock.json'))} ${process.platform}-${process.arch}-${process.versions.modules}`
  return {
    id,
    name,
    needed: () => readJson(stampFile)?.installed !== wanted(),
    run: async (progress) => {
      await before?.(progress)
      const installed = wanted()
      rmSync(stampFile, { force: true })
      const [command, ...first] = npmCommand()
      progress.update({ message: hint })
      await run(command, [...first, ...args], {
        cwd: folder,
        env: buildEnvironment(),
        onLine: (message) => progress.update({ message }),
      })
      writeJson(stampFile, { installed })
    },
  }
}

async function ensureTools({ system, isInteractive }, progress) {
  const tools = missingTools(system)
  if (tools.length === 0) return
  const access = isDebianLike(system) ? await rootAccess(system, { isInteractive }) : 'none'
  if (access === 'none') {
    throw new Error(
      `Terminals are compiled on Linux, and these tools are missing: ${tools.join(', ')}.\n${toolsAdvice(system, tools)}`,
    )
  }
  if (access === 'ask') progress.pause()
  await installPackages(tools, { access, report: progress.update })
}
