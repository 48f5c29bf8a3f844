import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './node24.mjs'

/** What the server bundle is made of: output name → source. Workers are files of their own because a thread is started from a file. */
export const SERVER_ENTRIES = {
  hyperion: 'packages/cli/main.ts',
  'db-worker': 'packages/adapters/db/sqlite/worker.ts',
  'metric-embedded-worker': 'packages/adapters/metric-embedded/metric-embedded-worker.ts',
  'ssh-key-worker': 'packages/adapters/ssh/ssh-key-worker.ts',
  'report-worker': 'packages/features/reports/render/report-worker.ts',
}

/** The agent alone, for other hosts: CommonJS, which starts without the module loader's megabytes. */
export const AGENT_ENTRIES = {
  'hyperion-agent': 'packages/agent/main.ts',
  'local-face': 'packages/agent/run/local-face.ts',
  inventory: 'packages/agent/platforms/library.ts',
  actions: 'packages/agent/actions/open-actions.ts',
}

const DIST = join(ROOT, 'dist')
const SERVER_PACKAGES = ['domain', 'wire', 'ports', 'adapters', 'features', 'faces', 'agent', 'hub', 'cli']

export const TARGETS = {
  server: {
    label: 'the server into dist/',
    sources: [...SERVER_PACKAGES.map((name) => `packages/${name}`), 'scripts/build.mjs', 'scripts/build-targets.mjs', 'package-lock.json'],
    products: Object.keys(SERVER_ENTRIES).map((name) => join(DIST, `${name}.mjs`)),
    stamp: join(DIST, '.server-sources'),
  },
  agent: {
    label: 'the agent into dist/agent/',
    sources: [
      ...['domain', 'wire', 'ports', 'features', 'faces', 'agent'].map((name) => `packages/${name}`),
      'scripts/build.mjs',
      'scripts/build-targets.mjs',
      'scripts/install-agent.sh',
      'package-lock.json',
    ],
    products: [...Object.keys(AGENT_ENTRIES).map((name) => `${name}.cjs`), 'install.sh'].map((name) => join(DIST, 'agent', name)),
    stamp: join(DIST, '.agent-sources'),
  },
  web: {
    label: 'the web app into packages/web/dist/',
    sources: ['packages/web', 'packages/wire', 'packages/domain', 'package-lock.json'],
    products: [join(ROOT, 'packages/web/dist/index.html')],
    stamp: join(DIST, '.web-sources'),
  },
}

/** The names of the targets that are missing or were built from other sources than the present ones. */
export function staleTargets() {
  return Object.keys(TARGETS).filter((name) => {
    const { products, stamp, sources } = TARGETS[name]
    if (![...products, stamp].every((file) => existsSync(file))) return true
    return readFileSync(stamp, 'utf8') !== fingerprint(sources)
  })
}

/** Path, size and time of every source: quick, and unlike a comparison of times it also sees files that went away. */
export function fingerprint(sources) {
  const hash = createHash('sha256')
  for (const source of sources) addToHash(hash, source)
  return hash.digest('hex')
}

function addToHash(hash, path) {
  const stat = statSync(join(ROOT, path), { throwIfNoEntry: false })
  if (!stat) return
  if (!stat.isDirectory()) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`)
    return
  }
  for (const name of readdirSync(join(ROOT, path)).sort()) {
    if (isSource(name)) addToHash(hash, `${path}/${name}`)
  }
}

function isSource(name) {
  return name !== 'node_modules' && name !== 'dist' && name !== 'fixtures' && name !== 'golden' && !/\.test\.tsx?$/.test(name)
}
