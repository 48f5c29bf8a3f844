// node scripts/with-node24.mjs <script.mjs | script.ts | name of a development command> [arguments]
//
// Runs it under Node 24, whatever Node started this. On Node 24 this process becomes the command; on an older one it
// stays beside it, passing signals on and ending with its exit code.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureNode24, environmentFor, ROOT } from './node24.mjs'

const [command, ...args] = process.argv.slice(2)

try {
  run(ensureNode24())
} catch (error) {
  console.error(`hyperion: ${error.message}`)
  process.exitCode = 1
}

function run(runtime) {
  const argv = [...endWithParent(), locate(command), ...args]
  const env = environmentFor(runtime)
  if (runtime.own && process.execve) {
    process.removeAllListeners('warning')
    process.execve(runtime.node, [runtime.node, ...argv], env)
  }
  const child = spawn(runtime.node, argv, { stdio: 'inherit', env })
  child.on('error', (error) => {
    console.error(`hyperion: cannot start ${runtime.node}: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
  passSignalsTo(child)
  // A shell between npm and here dies of a signal without passing it on.
  import('./end-with-parent.mjs')
}

/** So that nothing is left running when whoever started this is killed outright. */
function endWithParent() {
  return process.platform === 'win32' ? [] : ['--import', pathToFileURL(join(ROOT, 'scripts', 'end-with-parent.mjs')).href]
}

function locate(name) {
  if (!name) throw new Error('with-node24 needs a command to run')
  if (/\.(mjs|js|ts)$/.test(name)) return resolve(ROOT, name)
  const link = join(ROOT, 'node_modules', '.bin', name)
  if (!existsSync(link)) throw new Error(`${name} is not installed: run npm ci first`)
  return realpathSync(link)
}

function passSignalsTo(child) {
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  // At a terminal the child is in the same group and has had the interrupt already.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
}
