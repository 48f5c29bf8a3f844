import { Worker } from 'node:worker_threads'
import { SshFailure } from '@hyperion/ports/ssh'
import { type LockedKey, type OpenedKey, openPrivateKey } from './private-key.ts'

/** The bundled worker, also when the rest runs from source: threads that strip types by themselves crash V8 now and then. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? '../../../dist/ssh-key-worker.mjs' : './ssh-key-worker.mjs', import.meta.url)

const LONGEST_MS = 20_000

let latest: Promise<unknown> = Promise.resolve()

/**
 * A private key without its passphrase, in a form that is quick to read. Passphrases are made to be slow to try: that is
 * done once, in a thread of its own, one key at a time, and not at every connection.
 */
export async function openKey(text: string, passphrase: string | null): Promise<string> {
  const locked = { text, passphrase }
  const opening = passphrase === null ? openPrivateKey(locked) : latest.then(() => openInThread(locked))
  if (passphrase !== null) latest = opening
  const opened = await opening
  if ('key' in opened) return opened.key
  throw new SshFailure(opened.kind, opened.message)
}

function openInThread(locked: LockedKey): Promise<OpenedKey> {
  return new Promise((resolve) => {
    const worker = new Worker(WORKER, { workerData: locked, name: 'hyperion-ssh-key', execArgv: [] })
    const timer = setTimeout(() => {
      resolve({ kind: 'key', message: 'it takes too long to open: make it anew with fewer rounds' })
      void worker.terminate()
    }, LONGEST_MS)
    const unreadable = (): void => resolve({ kind: 'key', message: 'it cannot be read' })
    worker.on('message', resolve)
    worker.on('error', unreadable)
    worker.on('exit', () => {
      clearTimeout(timer)
      unreadable()
    })
  })
}
