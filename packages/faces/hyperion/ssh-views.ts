import { metricsOf, type Reading } from '@hyperion/domain/metrics'
import type { HostView } from '@hyperion/features/hosts'
import type { FirstSample, SshHostView } from '@hyperion/features/ssh-hosts'
import type { NewSshHostAnswer, SshFirstSample, SshHostRow } from '@hyperion/wire/web'
import { hostSummary } from './agent-views.ts'

export function sshHostRow(host: SshHostView): SshHostRow {
  return {
    host: host.host,
    name: host.name,
    address: host.address,
    port: host.port,
    username: host.username,
    secret: host.secretKind,
    host_key_type: host.hostKey.type,
    host_key: host.hostKey.fingerprint,
    online: host.online,
    last_seen: host.lastSeen,
    created_at: host.createdAt,
    tier: host.tier,
    file_roots: host.roots,
    degraded: host.troubles,
  }
}

export function newSshHost(host: HostView, ssh: SshHostView, first: FirstSample): NewSshHostAnswer {
  return { host: hostSummary(host, undefined), ssh: sshHostRow(ssh), first_sample: firstSample(first) }
}

function firstSample({ inventory, readings }: FirstSample): SshFirstSample {
  const { hostname, os, cpu, memoryBytes } = inventory.info
  const of = (metric: string): number | null =>
    figure(
      readings.find(({ group }) => group === metric.split('.')[0]),
      metric,
    )
  return {
    hostname,
    os: `${os.name} ${os.version}`.trim(),
    cores: cpu.cores,
    memory_bytes: memoryBytes,
    memory_usage: of('memory.usage'),
    load: of('load.one'),
    uptime_seconds: of('system.uptime'),
    filesystems: readings
      .filter(({ group }) => group === 'filesystem')
      .map((each) => ({
        mount: each.instance,
        total_bytes: figure(each, 'filesystem.total'),
        usage: figure(each, 'filesystem.usage'),
      })),
  }
}

function figure(reading: Reading | undefined, metric: string): number | null {
  if (!reading) return null
  return reading.values[metricsOf(reading.group).findIndex(({ id }) => id === metric)] ?? null
}
