// Preloaded by with-node24: a process whose parent has gone ends as if asked to, instead of staying behind.
import process from 'node:process'
import { isMainThread } from 'node:worker_threads'

const POLL_MS = 500

if (isMainThread) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, POLL_MS)
  timer.unref()
}
