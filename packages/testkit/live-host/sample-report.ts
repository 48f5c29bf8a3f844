import { type Reading, type Report, reading } from '@hyperion/domain/metrics'

export const GIB = 1024 ** 3

/** Figures of the sample report that tests like to choose; percentages of the whole. */
export interface SampleFigures {
  readonly at?: number
  readonly cpu?: number
  readonly memory?: number
  /** Use of `/`. */
  readonly disk?: number
}

/** A busy but healthy 4-core machine: every group of the catalog, a virtual interface and a second mount included. */
export function sampleReport({ at = Date.UTC(2026, 0, 15, 12), cpu = 42.5, memory = 62.5, disk = 55 }: SampleFigures = {}): Report {
  return {
    at,
    readings: [
      ...cpuReadings(cpu),
      memoryReading(memory),
      filesystem('/', 100 * GIB, disk),
      filesystem('/data', 500 * GIB, 20),
      reading('disk', 'sda', { read_bytes: 5e9, write_bytes: 9e9, read_ops: 120_000, write_ops: 340_000, utilization: 7.5 }),
      network('eth0', 1_500_000_000, 750_000_000, 1.5),
      network('lo', 20_000_000, 20_000_000, null),
      reading('connections', '', { tcp: 48, tcp_established: 21, tcp_listen: 9, udp: 6 }),
      reading('system', '', { uptime: 432_000 }),
      reading('processes', '', { total: 4, running: 1, sleeping: 2, stopped: 0, zombie: 1 }),
      reading('pressure', '', { cpu_some: 1.25, memory_some: 0, memory_full: 0, io_some: 0.5, io_full: 0.25 }),
      reading('temperature', 'coretemp Package id 0', { celsius: 47 }),
      container('nginx-proxy', 5.2),
    ],
  }
}

function cpuReadings(usage: number): Reading[] {
  return [
    reading('cpu', '', {
      user: usage * 0.6,
      system: usage * 0.3,
      idle: 100 - usage,
      iowait: 0,
      steal: 0,
      irq: 0,
      softirq: usage * 0.1,
      usage,
    }),
    ...[0, 1, 2, 3].map((core) => reading('core', String(core), { usage })),
    reading('load', '', { one: 1.25, five: 0.75, fifteen: 0.5 }),
  ]
}

function memoryReading(usage: number): Reading {
  const total = 16 * GIB
  const used = (total * usage) / 100
  return reading('memory', '', {
    total,
    used,
    available: total - used,
    cached: 3 * GIB,
    buffers: 0.25 * GIB,
    usage,
    swap_total: 2 * GIB,
    swap_used: 0.5 * GIB,
  })
}

function filesystem(mount: string, total: number, usage: number): Reading {
  const used = (total * usage) / 100
  return reading('filesystem', mount, {
    total,
    used,
    available: total - used,
    usage,
    inodes_total: 6_553_600,
    inodes_used: 450_000,
  })
}

function container(name: string, cpu: number): Reading {
  const limit = 2 * GIB
  const traffic = { rx_bytes: 1_048_576, tx_bytes: 524_288, read_bytes: 8_388_608, write_bytes: 4_194_304 }
  return reading('container', name, { cpu, memory_used: limit / 8, memory_limit: limit, memory_usage: 12.5, ...traffic, pids: 5 })
}

function network(name: string, received: number, sent: number, utilization: number | null): Reading {
  return reading('network', name, {
    rx_bytes: received,
    tx_bytes: sent,
    rx_packets: Math.round(received / 900),
    tx_packets: Math.round(sent / 900),
    rx_errors: 0,
    tx_errors: 0,
    utilization,
  })
}
