// Imported before what runs the server from source: its worker threads are the bundled ones, so those are brought up to date.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { staleTargets } from './build-targets.mjs'
import { ROOT } from './node24.mjs'

/** Also a global set-up of vitest, which calls it. @public */
export default function buildServer() {
  if (!staleTargets().includes('server')) return
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('the server could not be built')
}

buildServer()
