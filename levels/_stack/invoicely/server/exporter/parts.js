import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { csvHeader, csvLine } from './csv.js'

/** Writes each page of lines to a file of its own in `dir`. Returns the files in order and how many invoices they hold. */
export async function writeParts(dir, pages, trace) {
  await mkdir(dir, { recursive: true })
  const files = []
  let invoices = 0
  for await (const lines of pages) {
    const file = join(dir, `${String(files.length + 1).padStart(4, '0')}.csv`)
    await writeFile(file, lines.map(csvLine).join(''))
    trace(lines)
    files.push(file)
    invoices += new Set(lines.map((line) => line.id)).size
  }
  return { files, invoices }
}

/** Puts the parts together under a header in `target`; returns its size in bytes. */
export async function joinParts(files, target) {
  async function* content() {
    yield csvHeader
    for (const file of files) yield* createReadStream(file)
  }
  // Under another name first, so that nobody downloads half an export.
  const unfinished = `${target}.unfinished`
  try {
    await pipeline(content, createWriteStream(unfinished))
    await rename(unfinished, target)
  } finally {
    await rm(unfinished, { force: true })
  }
  return (await stat(target)).size
}
