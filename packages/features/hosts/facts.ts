import type { ContainerList, HostEventKind, PackageRun, UnitInfo, UnitProgram } from '@hyperion/domain/hosts'
import type { HostStatus } from './source.ts'

/** What is remembered of a host to notice changes by. */
export interface HostFacts {
  readonly online: boolean
  readonly bootedAt: number
  readonly agent: string | null
  readonly kernel: string
  readonly os: string
  readonly hostname: string
  readonly hardware: string
  /** Of interfaces that are not virtual. */
  readonly address: string
  /** Names of units, sorted; null, or left out, while none were seen. */
  readonly failedUnits?: readonly string[] | null
  /** By name of a container, also of those that are gone lately: one made anew under its name was deployed. */
  readonly images?: Images
  /** By name of a unit, also of those that do not run. */
  readonly programs?: Programs
  /** When packages were changed last, as the host has it; null, or left out, while that is not known. */
  readonly packagesAt?: string | null
}

/** `since` (epoch ms): when it began to run that. A file that is replaced is no deploy before its unit is started again. */
type Programs = Readonly<Record<string, UnitProgram & { readonly since: number }>>

/** `id` is of the container: an engine writes the image of a running one otherwise once its tag has moved on. */
type Images = Readonly<Record<string, { readonly id: string; readonly image: string }>>

/** What a host told beside its status, as far as it did. */
export interface Told {
  readonly agent: string | null
  readonly units: readonly UnitInfo[] | null
  readonly containers: ContainerList | null
  readonly packages: PackageRun | null
}

export interface FactChange {
  readonly kind: HostEventKind
  readonly subject: string | null
  readonly before: string | null
  readonly after: string | null
}

/** The moment of boot is computed from the clock, which is set now and then. */
const BOOT_STEP_MS = 60_000
const GIB = 1024 ** 3
/** Remembered of one host: whoever starts thousands under names of their own is seen changing none. */
const MOST_IMAGES = 1000
const MOST_PROGRAMS = 500
const SHOWN_PACKAGES = 5
const MOST_FAILED = 500
/** Digits of a container or image that tell it from others. */
const ID = 12

/** Null while too little is known of it. */
export function factsOf(status: HostStatus, told: Told, online: boolean, known: HostFacts | undefined): HostFacts | null {
  if (!status.inventory) return null
  const { info, interfaces } = status.inventory
  const sameBoot = known !== undefined && Math.abs(info.bootedAt - known.bootedAt) < BOOT_STEP_MS
  return {
    online,
    packagesAt: status.inventory.packages?.at ?? known?.packagesAt ?? null,
    bootedAt: sameBoot ? known.bootedAt : info.bootedAt,
    agent: told.agent || (known?.agent ?? null),
    kernel: info.os.kernel,
    os: `${info.os.name} ${info.os.version}`.trim(),
    hostname: info.hostname,
    hardware: [info.cpu.model, `${info.cpu.cores} × CPU`, `${(info.memoryBytes / GIB).toFixed(1)} GiB`].filter(Boolean).join(', '),
    address: interfaces
      .filter(({ virtual }) => !virtual)
      .flatMap(({ ipv4 }) => ipv4)
      .toSorted()
      .join(', ')
      .slice(0, 500),
    failedUnits: told.units ? failedIn(told.units, known?.failedUnits ?? []) : (known?.failedUnits ?? null),
    images: told.containers ? imagesIn(told.containers, known?.images ?? {}) : (known?.images ?? {}),
    programs: told.units ? programsIn(told.units, known?.programs ?? {}) : (known?.programs ?? {}),
  }
}

/** One that is being started again counts as failed until that went well. */
function failedIn(units: readonly UnitInfo[], before: readonly string[]): readonly string[] {
  const names = units
    .filter(({ name, state }) => state === 'failed' || (before.includes(name) && state !== 'running' && state !== 'stopped'))
    .map(({ name }) => name)
  return names.toSorted().slice(0, MOST_FAILED)
}

function imagesIn({ containers }: ContainerList, before: Images): Images {
  const present = containers
    .filter(({ image }) => image !== '')
    .map(({ name, id, image }) => [name, { id: id.slice(0, ID), image: shortImage(image) }] as const)
  const names = new Set(present.map(([name]) => name))
  const gone = Object.entries(before).filter(([name]) => !names.has(name))
  const kept = [...present, ...gone].slice(0, MOST_IMAGES)
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function programsIn(units: readonly UnitInfo[], before: Programs): Programs {
  const present = units.flatMap(({ name, since, program }) => {
    if (!program || since === null) return []
    const known = Object.hasOwn(before, name) ? before[name] : undefined
    return [[name, known?.since === since ? known : { ...program, since }] as const]
  })
  const names = new Set<string>(present.map(([name]) => name))
  const others = Object.entries(before).filter(([name]) => !names.has(name))
  return Object.fromEntries([...present, ...others].slice(0, MOST_PROGRAMS).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const COMPARED = [
  ['agent', 'agent_version'],
  ['kernel', 'kernel'],
  ['os', 'os'],
  ['hostname', 'hostname'],
  ['hardware', 'hardware'],
  ['address', 'address'],
] as const satisfies readonly (readonly [keyof HostFacts, HostEventKind])[]

/** What happened between two looks at a host. */
export function changesOf(before: HostFacts, after: HostFacts, { units, packages }: Told): readonly FactChange[] {
  const changes: FactChange[] = COMPARED.filter(([fact]) => before[fact] !== after[fact] && before[fact] && after[fact]).map(
    ([fact, kind]) => ({ kind, subject: null, before: before[fact], after: after[fact] }),
  )
  // A host that seems to have booted earlier had its clock set.
  if (after.bootedAt > before.bootedAt) changes.unshift(plain('booted'))
  if (before.online !== after.online) changes.push(plain(after.online ? 'connected' : 'disconnected'))
  if (packages && before.packagesAt && before.packagesAt !== after.packagesAt) changes.push(packageChange(packages))
  return [...changes, ...unitChanges(before, after, units), ...deploys(before, after), ...programDeploys(before, after)]
}

function plain(kind: HostEventKind, subject: string | null = null): FactChange {
  return { kind, subject, before: null, after: null }
}

/** Units that are gone did not recover, and are not told of. */
function unitChanges({ failedUnits: before }: HostFacts, { failedUnits: after }: HostFacts, units: Told['units']): readonly FactChange[] {
  if (!before || !after) return []
  const there = new Set(units?.map(({ name }) => name))
  const failed = after.filter((name) => !before.includes(name))
  const recovered = before.filter((name) => !after.includes(name) && there.has(name))
  return [...failed.map((name) => plain('unit_failed', name)), ...recovered.map((name) => plain('unit_recovered', name))]
}

/** One that has no name goes by its digest. */
function shortImage(image: string): string {
  return /^(sha256:)?[0-9a-f]{64}$/.test(image) ? image.slice(0, 'sha256:'.length + ID) : image.slice(0, 300).toWellFormed()
}

function deploys({ images: before = {} }: HostFacts, { images: after = {} }: HostFacts): readonly FactChange[] {
  return Object.entries(after)
    .filter(([name, found]) => Object.hasOwn(before, name) && before[name]?.id !== found.id && before[name]?.image !== found.image)
    .map(([name, { image }]) => ({ kind: 'deploy', subject: name, before: before[name]?.image ?? null, after: image }))
}

function programDeploys({ programs: before = {} }: HostFacts, { programs: after = {} }: HostFacts): readonly FactChange[] {
  return Object.entries(after).flatMap(([name, now]): FactChange[] => {
    const then = Object.hasOwn(before, name) ? before[name] : undefined
    if (!then || (then.file === now.file && then.changedAt === now.changedAt)) return []
    // By its place where that is another one, as with a folder for each release; else by its time.
    const shown = ({ file, changedAt }: UnitProgram): string => (then.file === now.file ? minuteOf(changedAt) : file)
    return [{ kind: 'deploy', subject: name, before: shown(then), after: shown(now) }]
  })
}

function packageChange({ count, changes }: PackageRun): FactChange {
  const shown = changes.slice(0, SHOWN_PACKAGES)
  const after = [...shown, ...(count > shown.length ? ['…'] : [])].join(', ')
  return { kind: 'packages', subject: String(count), before: null, after }
}

/** `2026-01-15 12:00 UTC`. */
function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
