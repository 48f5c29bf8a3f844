import type { InterfaceInfo, ProcessInfo, ProcessTable, UnitInfo } from '@hyperion/domain/hosts'
import { type Report, reading } from '@hyperion/domain/metrics'
import type { LiveHost } from '@hyperion/ports/live-host'
import { fakeLiveHost } from './fake-live-host.ts'
import { GIB } from './sample-report.ts'

const DAY = 86_400_000
const MIB = 1024 ** 2

/** The instant of the contract documents' examples. */
export const DOCUMENT_TIME = Date.UTC(2025, 0, 8, 15, 30)

export interface DocumentFigures {
  readonly cpu?: number
  readonly memoryUsedGib?: number
  readonly diskUsedGib?: number
}

/** The server of the contract documents' examples, with their very numbers. */
export function documentHost(figures: DocumentFigures = {}): LiveHost {
  const report = documentReport(figures)
  return fakeLiveHost({
    info: {
      hostname: 'serveur-prod-01',
      os: { name: 'Ubuntu', version: '22.04.3 LTS', architecture: 'x86_64', kernel: '5.15.0-91-generic' },
      cpu: { model: null, cores: 4 },
      memoryBytes: 16 * GIB,
      bootedAt: DOCUMENT_TIME - 45 * DAY,
    },
    report: () => report,
    interfaces: () => INTERFACES,
    processes: async () => PROCESSES,
    units: async () => UNITS,
  })
}

function documentReport({ cpu = 45.2, memoryUsedGib = 10.5, diskUsedGib = 320 }: DocumentFigures): Report {
  const memory = { total: 16 * GIB, used: memoryUsedGib * GIB, available: (16 - memoryUsedGib) * GIB, usage: (100 * memoryUsedGib) / 16 }
  const disk = { total: 500 * GIB, used: diskUsedGib * GIB, available: (500 - diskUsedGib) * GIB, usage: diskUsedGib / 5 }
  return {
    at: DOCUMENT_TIME + 250,
    readings: [
      reading('cpu', '', { usage: cpu, idle: 100 - cpu }),
      reading('load', '', { one: 0.52, five: 0.48, fifteen: 0.45 }),
      reading('memory', '', memory),
      reading('filesystem', '/', disk),
      reading('network', 'eth0', { rx_bytes: Math.round(3420.8 * MIB), tx_bytes: Math.round(1250.5 * MIB) }),
      reading('network', 'lo', { rx_bytes: 1000, tx_bytes: 1000 }),
      reading('connections', '', { tcp: 36, tcp_established: 20, tcp_listen: 10, udp: 6 }),
      reading('system', '', { uptime: ((45 * 24 + 12) * 60 + 30) * 60 + 42 }),
      reading('processes', '', { total: 156, running: 2, sleeping: 153, stopped: 0, zombie: 1 }),
    ],
  }
}

const INTERFACES: readonly InterfaceInfo[] = [
  { name: 'eth0', ipv4: ['192.168.1.100'], ipv6: [], mac: '00:1a:2b:3c:4d:5e', speed: 1e9, up: true, virtual: false },
  { name: 'lo', ipv4: ['127.0.0.1'], ipv6: ['::1'], mac: null, speed: null, up: true, virtual: true },
]

const UNITS: readonly UnitInfo[] = [
  { name: 'nginx', description: 'nginx', state: 'running', since: DOCUMENT_TIME - 5 * DAY - 3_600_000, enabled: true },
  { name: 'mariadb', description: 'MariaDB', state: 'running', since: DOCUMENT_TIME - 5 * DAY, enabled: true },
  { name: 'redis-server', description: 'Redis', state: 'failed', since: null, enabled: true },
]

const PROCESSES: ProcessTable = {
  at: DOCUMENT_TIME,
  counts: { running: 2, sleeping: 153, stopped: 0, zombie: 1 },
  processes: [
    ...Array.from({ length: 153 }, (_, i) => process(100 + i, 'idle', 0, 0)),
    process(9012, 'python', 8.7, 6.3),
    process(1234, 'mysql', 25.4, 15.2),
    process(5678, 'nginx', 12.1, 8.5),
  ],
}

function process(pid: number, name: string, cpuPercent: number, memoryPercent: number): ProcessInfo {
  const memoryBytes = (16 * GIB * memoryPercent) / 100
  return {
    pid,
    parent: 1,
    name,
    command: name,
    user: 'root',
    state: 'sleeping',
    cpuPercent,
    memoryPercent,
    memoryBytes,
    threads: 1,
    nice: 0,
    kernelThread: false,
    startedAt: DOCUMENT_TIME - DAY,
  }
}
