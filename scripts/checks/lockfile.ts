interface Entry {
  readonly version?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly optional?: boolean
  readonly dev?: boolean
  readonly gypfile?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, Entry>>
}

interface MissingBuild {
  readonly of: string
  readonly name: string
  readonly version: string
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']
const LIBRARIES: Readonly<Record<string, string>> = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

/**
 * Builds for other platforms that the lockfile leaves out because the registry it was written with does not carry
 * them: `npm ci` refuses such a lockfile, there and elsewhere.
 */
export function missingBuilds({ packages }: Lockfile): MissingBuild[] {
  return Object.entries(packages).flatMap(([of, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, of, name))
      .map(([name, version]) => ({ of, name, version })),
  )
}

function isLocked(packages: Lockfile['packages'], of: string, name: string): boolean {
  for (let at = of; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    if (`${at && `${at}/`}node_modules/${name}` in packages) return true
    if (!at) return false
  }
}

/** Packages that ship their binaries; they say so in a field that npm forgets in the lockfile, and then it compiles them. */
const PREBUILT = ['better-sqlite3']

/** Locked packages that npm would compile although they need not be. */
export function needlesslyCompiled({ packages }: Lockfile): string[] {
  return Object.entries(packages)
    .filter(([path, { gypfile }]) => PREBUILT.some((name) => path.endsWith(`node_modules/${name}`)) && gypfile !== false)
    .map(([path]) => path)
}

/**
 * The same lockfile with both put right: builds are entered by exact version, without a checksum, which only a registry
 * that carries them has.
 */
export function completed(lockfile: Lockfile): Lockfile {
  const added = missingBuilds(lockfile).map(({ of, name, version }) => {
    const { dev } = lockfile.packages[of] ?? {}
    return [`node_modules/${name}`, { version, ...platformOf(name), ...(dev && { dev }), optional: true }] as const
  })
  const marked = needlesslyCompiled(lockfile).map((path) => [path, { ...lockfile.packages[path], gypfile: false }] as const)
  const packages = Object.fromEntries(
    [...Object.entries({ ...lockfile.packages, ...Object.fromEntries(marked) }), ...added].sort(([a], [b]) => a.localeCompare(b, 'en')),
  )
  return { ...lockfile, packages }
}

/** What `<…>-<system>-<processor>[-<C library>]` runs on. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/-]/)
  const os = words.filter((word) => SYSTEMS.includes(word))
  const cpu = words.filter((word) => PROCESSORS.includes(word))
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`which platform is ${name} for?`)
  const libc = words.flatMap((word) => LIBRARIES[word] ?? [])
  return { os, cpu, ...(libc.length > 0 && { libc }) }
}

/** Declared versions that are not exact, in one package.json. */
export function loosePins(manifest: Readonly<Record<string, unknown>>): string[] {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries((manifest[kind] ?? {}) as Record<string, string>)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name}@${version}`),
  )
}
