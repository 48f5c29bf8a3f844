import type { HostInfo, InterfaceInfo } from '@hyperion/domain/hosts'
import type { Collector } from '@hyperion/features/performance'
import { gibibytes, isoSeconds } from '../shared/index.ts'

/** A host as the document lists collectors; null is what it has not told. */
export function collectorView(collector: Collector): object {
  const { id, name, createdAt, facts } = collector
  const seen = facts?.lastSeen ?? null
  return {
    id,
    name,
    hostname: hostnameOf(collector),
    ip_address: facts && addressOf(facts.interfaces),
    status: facts?.online ? 'online' : 'offline',
    last_seen: seen === null ? null : isoSeconds(seen),
    os_info: facts && osOf(facts.info),
    cpu_model: facts?.info.cpu.model ?? null,
    cpu_count: facts?.info.cpu.cores ?? null,
    memory_total_gb: gibibytes(facts?.info.memoryBytes ?? null),
    cloud_provider: facts?.cloud?.provider ?? null,
    region: facts?.cloud?.region ?? null,
    instance_type: facts?.cloud?.instanceType ?? null,
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(Math.max(createdAt, seen ?? createdAt)),
  }
}

export function hostnameOf({ name, facts }: Collector): string {
  return facts?.info.hostname ?? name
}

function osOf({ os }: HostInfo): string {
  return `${os.name} ${os.version}`.trim()
}

/** The address that others reach it by, as far as can be told: of a link that is up and is not virtual, IPv4 first. */
function addressOf(interfaces: readonly InterfaceInfo[]): string | null {
  const real = interfaces.filter((each) => !each.virtual)
  const links = [...real.filter(({ up }) => up), ...real]
  return links.flatMap(({ ipv4 }) => ipv4)[0] ?? links.flatMap(({ ipv6 }) => ipv6.filter((each) => !/^fe80:/i.test(each)))[0] ?? null
}
