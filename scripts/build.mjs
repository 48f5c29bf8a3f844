// npm run build: the server and the agent with esbuild, the web app with vite; only what is out of date unless --force is
// given, and of that only what is named.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AGENT_ENTRIES, fingerprint, SERVER_ENTRIES, staleTargets, TARGETS } from './build-targets.mjs'
import { ROOT } from './node24.mjs'

/** Native code and packages whose files are served from disk stay in node_modules. */
const EXTERNAL = [
  'better-sqlite3',
  '@node-rs/argon2',
  'snappy',
  'swagger-ui-dist',
  'redoc',
  'pdfkit',
  'dejavu-fonts-ttf',
  'pg-native',
  'usocket',
  'x11',
  'ssh2',
]

/** CommonJS packages inside an ES module bundle still call these. */
const COMMONJS_NAMES = [
  "import{createRequire as __createRequire}from'node:module'",
  "import{fileURLToPath as __fileURLToPath}from'node:url'",
  'const require=__createRequire(import.meta.url)',
  'const __filename=__fileURLToPath(import.meta.url)',
  "const __dirname=__fileURLToPath(new URL('.',import.meta.url))",
].join(';')

const BUILDERS = { server: buildServer, agent: buildAgent, web: buildWeb }

async function build(names) {
  console.log(`hyperion: building ${names.map((name) => TARGETS[name].label).join(' and ')}`)
  for (const name of names) {
    const { sources, stamp } = TARGETS[name]
    const before = fingerprint(sources)
    await BUILDERS[name]()
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, before)
  }
}

async function buildServer() {
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: SERVER_ENTRIES,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minifyWhitespace: true,
    sourcemap: true,
    sourcesContent: false,
    external: EXTERNAL,
    banner: { js: COMMONJS_NAMES },
    legalComments: 'none',
    logLevel: 'warning',
  })
}

/** Everything in one file, and three beside it: for an agent that was told to listen, for one that does not run on Linux, and for one that is asked to act. */
async function buildAgent() {
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: AGENT_ENTRIES,
    outdir: 'dist/agent',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['bufferutil', 'utf-8-validate', 'usocket', 'x11'],
    define: { 'import.meta.url': '__filename' },
    plugins: [{ name: 'agent', setup: separateAgentParts }],
    legalComments: 'none',
    logLevel: 'warning',
  })
  copyFileSync(join(ROOT, 'scripts/install-agent.sh'), join(ROOT, 'dist/agent/install.sh'))
}

function separateAgentParts({ onResolve, onLoad }) {
  const apart = { 'local-face.ts': './local-face.cjs', 'library.ts': './inventory.cjs', 'open-actions.ts': './actions.cjs' }
  for (const [source, path] of Object.entries(apart)) {
    onResolve({ filter: new RegExp(`/${source.replace('.', '\\.')}$`) }, ({ kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    )
  }
  // Native code, for sign-ins: nobody signs in to an agent.
  onResolve({ filter: /^@node-rs\/argon2$/ }, ({ path }) => ({ path, namespace: 'absent' }))
  // For introspection of a bus, which is for people: an agent knows what it asks systemd for.
  onResolve({ filter: /^xml2js$/ }, ({ path }) => ({ path, namespace: 'absent' }))
  onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = { Builder: class {}, Parser: class {} }' }))
}

async function buildWeb() {
  const { build: viteBuild } = await import('vite')
  await viteBuild({ root: join(ROOT, 'packages/web'), logLevel: 'warn' })
}

const asked = process.argv.slice(2).filter((argument) => argument in TARGETS)
const stale = process.argv.includes('--force') ? Object.keys(TARGETS) : staleTargets()
const names = asked.length > 0 ? stale.filter((name) => asked.includes(name)) : stale
try {
  if (names.length > 0) await build(names)
} catch (error) {
  // esbuild has printed its own errors, with the lines they are about.
  console.error(`hyperion: the build failed${error.errors ? '' : `: ${error.stack}`}`)
  process.exitCode = 1
}
