// npm start: build what is missing or out of date, then become the hub.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { staleTargets } from './build-targets.mjs'
import { ROOT } from './node24.mjs'

/** In a process of its own: what a build holds in memory must not stay with the hub. */
function buildIfNeeded() {
  if (staleTargets().length === 0) return
  const { status, error } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

function becomeHub() {
  const argv = [...process.execArgv, join(ROOT, 'dist/hyperion.mjs'), 'serve', ...process.argv.slice(2)]
  if (process.platform !== 'win32' && process.execve) {
    process.removeAllListeners('warning')
    process.execve(process.execPath, [process.execPath, ...argv], process.env)
  }
  const hub = spawn(process.execPath, argv, { stdio: 'inherit' })
  hub.on('exit', (code) => process.exit(code ?? 1))
}

buildIfNeeded()
becomeHub()
