import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'

const KEY_BYTES = 32

/** The key that seals secrets, kept in `file` (0600) and made on the first call. Rejects when the file holds no key. */
export async function loadKey(file: string): Promise<Buffer> {
  return (await readKey(file)) ?? (await makeKey(file))
}

/** A key that ends with the process. */
export function passingKey(): Buffer {
  return randomBytes(KEY_BYTES)
}

async function readKey(file: string): Promise<Buffer | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const key = Buffer.from(text.trim(), 'base64url')
  if (key.length !== KEY_BYTES) throw new Error(`${file} does not hold a key`)
  return key
}

/** Appears complete or not at all, and never replaces one that another process made meanwhile. */
async function makeKey(file: string): Promise<Buffer> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(`${passingKey().toString('base64url')}\n`)
    await handle.sync()
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await handle.close()
    await rm(draft, { force: true })
  }
  return (await readKey(file)) ?? Promise.reject(new Error(`${file} is gone`))
}
