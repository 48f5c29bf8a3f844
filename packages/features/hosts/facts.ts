import type { HostEventKind } from '@hyperion/domain/hosts'
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
}

export interface FactChange {
  readonly kind: HostEventKind
  readonly before: string | null
  readonly after: string | null
}

/** The moment of boot is computed from the clock, which is set now and then. */
const BOOT_STEP_MS = 60_000
const GIB = 1024 ** 3

/** Null while too little is known of it. */
export function factsOf(status: HostStatus, agent: string | null, online: boolean, known: HostFacts | undefined): HostFacts | null {
  if (!status.inventory) return null
  const { info, interfaces } = status.inventory
  const sameBoot = known !== undefined && Math.abs(info.bootedAt - known.bootedAt) < BOOT_STEP_MS
  return {
    online,
    bootedAt: sameBoot ? known.bootedAt : info.bootedAt,
    agent: agent || (known?.agent ?? null),
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
  }
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
export function changesOf(before: HostFacts, after: HostFacts): readonly FactChange[] {
  const changes: FactChange[] = COMPARED.filter(([fact]) => before[fact] !== after[fact] && before[fact] && after[fact]).map(
    ([fact, kind]) => ({ kind, before: before[fact], after: after[fact] }),
  )
  // A host that seems to have booted earlier had its clock set.
  if (after.bootedAt > before.bootedAt) changes.unshift({ kind: 'booted', before: null, after: null })
  if (before.online !== after.online) changes.push({ kind: after.online ? 'connected' : 'disconnected', before: null, after: null })
  return changes
}
