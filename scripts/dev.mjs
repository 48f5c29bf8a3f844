// npm run dev: the hub from source, restarted on every change, with sample data of its own, and vite in front of it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'vite'
import { ROOT } from './node24.mjs'

const HUB_PORT = process.env.HYPERION_PORT ?? '8000'
const WATCHED = ['domain', 'wire', 'ports', 'adapters', 'features', 'faces', 'agent', 'hub', 'cli']

process.env.HYPERION_DATA_DIR ??= join(ROOT, 'data', 'dev')
process.env.HYPERION_ADMIN_PASSWORD ??= 'development'

// Everything can be tried on this machine, files in a folder of their own.
process.env.HYPERION_TIER ??= 'full'
process.env.HYPERION_FILE_ROOTS ??= playground()

function playground() {
  const folder = mkdtempSync(join(tmpdir(), 'hyperion-dev-'))
  mkdirSync(join(folder, 'etc'))
  writeFileSync(join(folder, 'etc', 'example.conf'), '# Change me.\nport = 8080\n')
  writeFileSync(join(folder, 'notes.txt'), 'Files below this folder can be browsed, edited and deleted.\n')
  return folder
}

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
