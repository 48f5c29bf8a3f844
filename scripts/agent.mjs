// npm run agent -- --hub URL --token T: build the agent where it is missing or out of date, then become it.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { staleTargets } from './build-targets.mjs'
import { ROOT } from './node24.mjs'

/** Small heap, no helper threads, no compiler: an agent runs the same few functions over and over. */
const FLAGS = ['--jitless', '--single-threaded', '--max-semi-space-size=1']

function buildIfNeeded() {
  if (!staleTargets().includes('agent')) return
  const { status, error } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), 'agent'], { stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

function becomeAgent() {
  const argv = [...FLAGS, ...process.execArgv, join(ROOT, 'dist/agent/hyperion-agent.cjs'), ...process.argv.slice(2)]
  if (process.platform !== 'win32' && process.execve) {
    process.removeAllListeners('warning')
    process.execve(process.execPath, [process.execPath, ...argv], process.env)
  }
  const agent = spawn(process.execPath, argv, { stdio: 'inherit' })
  agent.on('exit', (code) => process.exit(code ?? 1))
}

buildIfNeeded()
becomeAgent()
