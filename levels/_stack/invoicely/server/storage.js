import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, constants, mkdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Attachments on disk, under `uploads/`, each under a name of its own; the database knows the customer's name for it. */
export function createStorage(dir) {
  const uploads = join(dir, 'uploads')
  return {
    dir,
    exportsDir: join(dir, 'exports'),

    async prepare() {
      await mkdir(uploads, { recursive: true })
      await mkdir(join(dir, 'exports'), { recursive: true })
    },

    /** Writes the stream; returns its name on disk, its size in bytes and its SHA-256. Leaves nothing behind when it fails. */
    async save(stream) {
      const storedAs = randomUUID()
      const hash = createHash('sha256')
      let bytes = 0
      const measure = new Transform({
        transform(chunk, _encoding, done) {
          hash.update(chunk)
          bytes += chunk.length
          done(null, chunk)
        },
      })
      try {
        await pipeline(stream, measure, createWriteStream(join(uploads, storedAs), { flags: 'wx' }))
      } catch (error) {
        await rm(join(uploads, storedAs), { force: true })
        throw error
      }
      return { storedAs, bytes, sha256: hash.digest('hex') }
    },

    read: (storedAs) => createReadStream(join(uploads, storedAs)),
    remove: (storedAs) => rm(join(uploads, storedAs), { force: true }),

    /** Throws unless the storage can take another file. */
    async check() {
      await access(uploads, constants.W_OK)
      const { bavail, files, ffree } = await statfs(uploads)
      // Some filesystems count no inodes and report 0 of 0.
      if (bavail === 0 || (files > 0 && ffree === 0)) throw new Error('storage takes no more files')
    },
  }
}
