import { Worker } from 'node:worker_threads'
import { SshFailure } from '@hyperion/ports/ssh'
import type { OpenedKey } from './ssh-key-worker.ts'

/** The bundled worker, also when the rest runs from source: threads that strip types by themselves crash V8 now and then. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? '../../../dist/ssh-key-worker.mjs' : './ssh-key-worker.mjs', import.meta.url)

const LONGEST_MS = 20_000

/**
 * A private key without its passphrase, in a form that is quick to read. Passphrases are made to be slow to try: that is
 * done once, in a thread of its own, and not at every connection.
 */
export function openKey(text: string, passphrase: string | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: { text, passphrase }, name: 'hyperion-ssh-key', execArgv: [] })
    const end = (failure: SshFailure): void => {
      reject(failure)
      void worker.terminate()
    }
    const timer = setTimeout(() => end(new SshFailure('key', 'it takes too long to open: make it anew with fewer rounds')), LONGEST_MS)
    worker.on('message', (opened: OpenedKey) => {
      if ('key' in opened) resolve(opened.key)
      else reject(new SshFailure(opened.kind, opened.message))
    })
    worker.on('error', () => end(new SshFailure('key', 'it cannot be read')))
    worker.on('exit', () => {
      clearTimeout(timer)
      reject(new SshFailure('key', 'it cannot be read'))
    })
  })
}
