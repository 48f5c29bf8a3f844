// Loaded by with-node24 and by what it starts: a process whose parent has gone ends as if asked to.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { isMainThread } from 'node:worker_threads'

const POLL_MS = 250

/** The parent's name and parent where /proc tells, else nothing. */
function parentStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const afterName = stat.lastIndexOf(')')
    return { name: stat.slice(stat.indexOf('(') + 1, afterName), ppid: stat.slice(afterName + 2).split(' ')[1] }
  } catch {
    return {}
  }
}

if (isMainThread) {
  const parent = process.ppid
  const { name, ppid } = parentStat(parent)
  // npm puts a shell in between, which outlives an npm that is killed outright.
  const behindShell = process.env.npm_lifecycle_event !== undefined && /^(sh|dash|bash)$/.test(name)
  const timer = setInterval(() => {
    if (process.ppid === parent && !(behindShell && parentStat(parent).ppid !== ppid)) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, POLL_MS)
  timer.unref()
}
