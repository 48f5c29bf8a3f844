// npm run agent -- --hub URL --token T: build the agent where it is missing or out of date, then become it.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { AGENT_ENVIRONMENT, AGENT_FLAGS } from './agent-flags.mjs'
import { staleTargets } from './build-targets.mjs'
import { ROOT } from './node24.mjs'

function buildIfNeeded() {
  if (!staleTargets().includes('agent')) return
  const { status, error } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), 'agent'], { stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

function becomeAgent() {
  const env = { ...process.env, ...AGENT_ENVIRONMENT }
  const argv = [...AGENT_FLAGS, ...process.execArgv, join(ROOT, 'dist/agent/hyperion-agent.cjs'), ...process.argv.slice(2)]
  if (process.platform !== 'win32' && process.execve) {
    process.removeAllListeners('warning')
    process.execve(process.execPath, [process.execPath, ...argv], env)
  }
  const agent = spawn(process.execPath, argv, { stdio: 'inherit', env })
  agent.on('exit', (code) => process.exit(code ?? 1))
}

buildIfNeeded()
becomeAgent()
