// npm run dev: the hub from source, restarted on every change, with sample data of its own, and vite in front of it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'vite'
import { ROOT } from './node24.mjs'

const HUB_PORT = process.env.HYPERION_PORT ?? '8000'
const WATCHED = ['domain', 'wire', 'ports', 'adapters', 'features', 'faces', 'agent', 'hub', 'cli']

process.env.HYPERION_DATA_DIR ??= join(ROOT, 'data', 'dev')
process.env.HYPERION_ADMIN_PASSWORD ??= 'development'

function seedOnce() {
  if (existsSync(join(process.env.HYPERION_DATA_DIR, 'hyperion.db'))) return
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/seed.ts')], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

function startHub() {
  const paths = WATCHED.map((name) => `--watch-path=${join(ROOT, 'packages', name)}`)
  const watch = ['--watch', '--watch-preserve-output', ...paths, '--import', join(ROOT, 'scripts/build-first.mjs')]
  const hub = spawn(process.execPath, [...watch, join(ROOT, 'packages/cli/main.ts'), 'serve'], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(signal, () => hub.kill('SIGTERM'))
  hub.on('exit', (code) => process.exit(code ?? 0))
}

seedOnce()
startHub()
// Read by vite's configuration; no setting of the hub, which has its environment by now.
process.env.HYPERION_HUB = `http://127.0.0.1:${HUB_PORT}`
const vite = await createServer({ root: join(ROOT, 'packages/web'), configFile: join(ROOT, 'packages/web/vite.config.ts') })
await vite.listen()
console.log(`hyperion: ${vite.resolvedUrls?.local[0]} (sign in as admin, password ${process.env.HYPERION_ADMIN_PASSWORD})`)
