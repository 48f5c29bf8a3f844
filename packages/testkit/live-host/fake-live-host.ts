import { DomainError } from '@hyperion/domain/errors'
import type { ContainerList, HostInfo, InterfaceInfo, MountInfo, ProcessInfo, ProcessTable, UnitInfo } from '@hyperion/domain/hosts'
import type { LiveHost } from '@hyperion/ports/live-host'
import { GIB, sampleReport } from './sample-report.ts'

const NOW = Date.UTC(2026, 0, 15, 12)

const SAMPLE_INFO: HostInfo = {
  hostname: 'atlas',
  os: { name: 'Debian GNU/Linux', version: '12', architecture: 'x86_64', kernel: '6.1.0-28-amd64' },
  cpu: { model: 'Example CPU @ 3.00GHz', cores: 4 },
  memoryBytes: 16 * GIB,
  bootedAt: NOW - 432_000_000,
}

const SAMPLE_INTERFACES: readonly InterfaceInfo[] = [
  { name: 'eth0', ipv4: ['192.0.2.10'], ipv6: ['2001:db8::10'], mac: '02:00:00:00:00:10', speed: 1e9, up: true, virtual: false },
  { name: 'lo', ipv4: ['127.0.0.1'], ipv6: ['::1'], mac: null, speed: null, up: true, virtual: true },
]

const SAMPLE_MOUNTS: readonly MountInfo[] = [
  { mount: '/', device: '/dev/sda1', type: 'ext4', stuck: false },
  { mount: '/data', device: '/dev/sda2', type: 'xfs', stuck: false },
]

const SAMPLE_UNITS: readonly UnitInfo[] = [
  { name: 'nginx', description: 'A high performance web server', state: 'running', since: NOW - 432_000_000, enabled: true },
  { name: 'ssh', description: 'OpenBSD Secure Shell server', state: 'running', since: NOW - 86_400_000, enabled: true },
  { name: 'mysql', description: 'MySQL Community Server', state: 'stopped', since: null, enabled: false },
  { name: 'backup', description: 'Nightly backup', state: 'failed', since: null, enabled: true },
]

const SAMPLE_CONTAINERS: ContainerList = {
  engines: ['docker'],
  containers: [
    {
      engine: 'docker',
      id: 'abc123def456'.padEnd(64, '0'),
      name: 'nginx-proxy',
      image: 'nginx:latest',
      state: 'running',
      exitCode: null,
      health: 'healthy',
      createdAt: NOW - 432_000_000,
      startedAt: NOW - 86_400_000,
    },
  ],
  troubles: [],
}

export const SAMPLE_PROCESSES: ProcessTable = {
  at: NOW,
  counts: { running: 1, sleeping: 2, stopped: 0, zombie: 1 },
  processes: [
    process({ pid: 1, parent: 0, name: 'systemd', command: '/sbin/init', user: 'root', cpuPercent: 0.5, memoryPercent: 0.25 }),
    process({ pid: 1001, name: 'node', command: 'node server.js', state: 'running', cpuPercent: 150, memoryPercent: 12.5 }),
    process({ pid: 1002, name: 'postgres', command: 'postgres: writer', user: 'postgres', cpuPercent: 4.25, memoryPercent: 25 }),
    process({ pid: 1003, parent: 1001, name: 'sh', command: 'sh', state: 'zombie', memoryPercent: 0, threads: 1 }),
  ],
}

function process(values: Partial<ProcessInfo> & Pick<ProcessInfo, 'pid' | 'name' | 'command'>): ProcessInfo {
  const memoryPercent = values.memoryPercent ?? 1
  return {
    parent: 1,
    user: 'app',
    state: 'sleeping',
    cpuPercent: 0,
    memoryPercent,
    memoryBytes: Math.round((16 * GIB * memoryPercent) / 100),
    threads: 4,
    nice: 0,
    kernelThread: false,
    startedAt: NOW - 3_600_000,
    ...values,
  }
}

/**
 * A {@link LiveHost} that stands still: the same plausible machine on every call, apart from what is overridden.
 * With `ready: false` and no report of its own, `report()` throws `not_ready` as before the first sample.
 */
export function fakeLiveHost(overrides: Partial<LiveHost> = {}): LiveHost {
  const report = sampleReport()
  const ready = overrides.ready ?? true
  return {
    info: SAMPLE_INFO,
    ready,
    report: () => {
      if (!ready) throw new DomainError('not_ready', 'no sample yet')
      return report
    },
    interfaces: () => SAMPLE_INTERFACES,
    mounts: () => SAMPLE_MOUNTS,
    processes: async () => SAMPLE_PROCESSES,
    units: async () => SAMPLE_UNITS,
    containers: () => SAMPLE_CONTAINERS,
    ...overrides,
  }
}
