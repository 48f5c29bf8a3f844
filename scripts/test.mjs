// npm test: the whole suite. The end-to-end tests use the built hub and web app, so those are brought up to date first.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { staleTargets } from './build-targets.mjs'
import { ROOT } from './node24.mjs'

if (staleTargets().length > 0) {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
const vitest = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => vitest.kill(signal))
process.on('SIGINT', () => process.stdin.isTTY || vitest.kill('SIGINT'))
vitest.on('exit', (code) => process.exit(code ?? 1))
