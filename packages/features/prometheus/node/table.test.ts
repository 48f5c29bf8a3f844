import { readFileSync } from 'node:fs'
import { GROUPS, type GroupId, METRICS, metricValue, type Report } from '@hyperion/domain/metrics'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Sample, Snapshot } from '../snapshot.ts'
import { parseText } from '../text-format.ts'
import { inventoryOf } from './inventory.ts'
import { isWanted, reportOf } from './table.ts'

const AT = 1_795_796_996_000
const text = readFileSync(new URL('./fixtures/debian-12.txt', import.meta.url), 'utf8')
let captured: readonly Sample[]

beforeAll(async () => {
  captured = await parseText(text, isWanted)
})

/** The captured machine at another instant, with some values added to. */
function later(ms: number, added: Readonly<Record<string, number>> = {}, of: readonly Sample[] = captured): Snapshot {
  const clock = { node_time_seconds: ms / 1000 }
  const all: Readonly<Record<string, number>> = { ...clock, ...added }
  const keyOf = ({ name, labels }: Sample): string =>
    [name, labels.cpu ?? labels.device, labels.mode].filter((each) => each !== undefined).join(' ')
  return new Snapshot(
    AT + ms,
    of.map((sample) => ({ ...sample, value: sample.value + (all[keyOf(sample)] ?? all[sample.name] ?? 0) })),
  )
}

const instancesOf = (report: Report, group: GroupId): string[] =>
  report.readings.filter((each) => each.group === group).map(({ instance }) => instance)

describe('what becomes of node_exporter’s metrics', () => {
  it('is a reading of every group', () => {
    const busy = { 'node_cpu_seconds_total 0 user': 5, 'node_cpu_seconds_total 0 idle': 5, node_pressure_cpu_waiting_seconds_total: 1 }
    const report = reportOf(later(10_000, busy), later(0))
    const seen = Object.keys(GROUPS).filter((group) => group !== 'container')
    expect([...new Set(report.readings.map(({ group }) => group))].sort()).toEqual(seen.sort())
    const never = ['network.utilization', ...METRICS.filter(({ group }) => group === 'container').map(({ id }) => id)]
    const missing = METRICS.filter(
      ({ id, group }) => !never.includes(id) && instancesOf(report, group).every((each) => metricValue(report, id, each) === null),
    )
    expect(missing.map(({ id }) => id)).toEqual(['connections.tcp_listen'])
  })

  it('tells figures of the moment at once, and those of an interval with the second', () => {
    const first = reportOf(later(0), null)
    expect(metricValue(first, 'memory.used')).toBe(25_276_502_016 - 23_777_443_840)
    expect(metricValue(first, 'filesystem.used', '/')).toBe(270_553_174_016 - 236_252_618_752)
    expect(metricValue(first, 'disk.read_bytes', 'vda')).toBe(1_881_388_032)
    expect(metricValue(first, 'disk.utilization', 'vda')).toBeNull()
    expect(metricValue(first, 'system.uptime')).toBeCloseTo(750, 0)
    expect(first.readings.some(({ group }) => group === 'cpu' || group === 'core' || group === 'pressure')).toBe(false)
  })

  it('makes percentages of the whole machine from seconds by mode, guest time counted once', () => {
    const added = {
      'node_cpu_seconds_total 0 user': 3,
      'node_cpu_seconds_total 0 nice': 1,
      'node_cpu_seconds_total 0 idle': 6,
      'node_cpu_seconds_total 1 system': 2,
      'node_cpu_seconds_total 1 iowait': 8,
    }
    const report = reportOf(later(10_000, added), later(0))
    const share = (metric: string) => metricValue(report, `cpu.${metric}`)
    expect([share('user'), share('system'), share('idle'), share('iowait'), share('usage')]).toEqual([20, 10, 30, 40, 30])
    expect([metricValue(report, 'core.usage', '0'), metricValue(report, 'core.usage', '1')]).toEqual([40, 20])
  })

  it('takes a counter that went backward for a new baseline, and a processor that stepped back a little for none', () => {
    const before = later(0)
    const rebooted = reportOf(later(10_000, { 'node_cpu_seconds_total 0 idle': -500, 'node_cpu_seconds_total 1 idle': 10 }), before)
    expect(metricValue(rebooted, 'core.usage', '0')).toBeNull()
    expect(metricValue(rebooted, 'cpu.idle')).toBe(100)
    const stepped = reportOf(later(10_000, { 'node_cpu_seconds_total 0 idle': -1, 'node_cpu_seconds_total 0 user': 5 }), before)
    expect(metricValue(stepped, 'core.usage', '0')).toBe(100)
    const disk = reportOf(later(10_000, { 'node_disk_io_time_seconds_total vda': -1 }), before)
    expect(metricValue(disk, 'disk.utilization', 'vda')).toBeNull()
  })

  it('counts shares of time by the clock of the target', () => {
    const report = reportOf(
      later(10_000, { 'node_disk_io_time_seconds_total vda': 2.5, node_pressure_io_waiting_seconds_total: 20 }),
      later(0),
    )
    expect(metricValue(report, 'disk.utilization', 'vda')).toBe(25)
    expect(metricValue(report, 'pressure.io_some')).toBe(100)
    const slow = { node_time_seconds: 5, 'node_disk_io_time_seconds_total vda': 2.5 }
    expect(metricValue(reportOf(later(10_000, slow), later(0)), 'disk.utilization', 'vda')).toBe(50)
  })

  it('takes the busier direction of a link whose speed is known', () => {
    const fast = captured.map((each) => (each.name === 'node_network_speed_bytes' ? { ...each, value: 1_000_000 } : each))
    const added = { 'node_network_receive_bytes_total eth0': 1_000_000, 'node_network_transmit_bytes_total eth0': 4_000_000 }
    expect(metricValue(reportOf(later(10_000, added, fast), later(0, {}, fast)), 'network.utilization', 'eth0')).toBe(40)
    expect(metricValue(reportOf(later(10_000, added), later(0)), 'network.utilization', 'eth0')).toBeNull()
  })

  it('leaves out what agents leave out', () => {
    const more: Sample[] = [
      { name: 'node_filesystem_size_bytes', labels: { mountpoint: '/srv', device: '/dev/vda', fstype: 'ext4' }, value: 1 },
      { name: 'node_filesystem_size_bytes', labels: { mountpoint: '/proc/x', device: 'x', fstype: 'ext4' }, value: 1 },
      { name: 'node_filesystem_size_bytes', labels: { mountpoint: '/snap', device: '/dev/loop1', fstype: 'squashfs' }, value: 1 },
      { name: 'node_filesystem_size_bytes', labels: { mountpoint: '/nfs', device: 'nas:/x', fstype: 'nfs4' }, value: 1 },
      { name: 'node_filesystem_device_error', labels: { mountpoint: '/nfs', device: 'nas:/x', fstype: 'nfs4' }, value: 1 },
      { name: 'node_disk_read_bytes_total', labels: { device: 'vda1' }, value: 1 },
      { name: 'node_disk_read_bytes_total', labels: { device: 'dm-0' }, value: 1 },
    ]
    const snapshot = new Snapshot(AT, [...captured, ...more])
    const report = reportOf(snapshot, null)
    expect(instancesOf(report, 'filesystem')).toEqual(['/'])
    expect(instancesOf(report, 'disk')).toEqual(['vda'])
    expect(instancesOf(report, 'network')).toEqual(['eth0'])
    expect(inventoryOf(snapshot)?.mounts).toContainEqual({ mount: '/nfs', device: 'nas:/x', type: 'nfs4', stuck: true })
  })

  it('names temperatures as agents do, without absurd ones', () => {
    const report = reportOf(later(0), null)
    expect(instancesOf(report, 'temperature')).toEqual(['coretemp Package id 0', 'coretemp temp2', 'nvme', 'x86_pkg_temp'])
  })

  it('has no value for a series that ended, and none for a machine that says nothing', () => {
    const ended = new Snapshot(
      AT,
      captured.map((each) => ({ ...each, value: Number.NaN })),
    )
    expect(reportOf(ended, null).readings).toEqual([])
    expect(inventoryOf(ended)).toBeNull()
  })

  it('bounds what a target that lies can make of it', () => {
    const name = 'é'.repeat(300)
    const many = Array.from({ length: 5000 }, (_, i) => ({
      name: 'node_filesystem_size_bytes',
      labels: { mountpoint: `/${i}${name}`, device: `/dev/sd${i}`, fstype: 'ext4' },
      value: 1,
    }))
    const { readings } = reportOf(new Snapshot(AT, many), null)
    expect(readings.length).toBeLessThanOrEqual(512)
    for (const { instance } of readings) expect(Buffer.byteLength(instance)).toBeLessThanOrEqual(255)
  })
})

describe('the inventory', () => {
  it('is that of the machine', () => {
    expect(inventoryOf(later(0))?.info).toEqual({
      hostname: 'web-01',
      os: { name: 'Debian GNU/Linux', version: '12', architecture: 'x86_64', kernel: '6.1.0-28-amd64' },
      cpu: { model: null, cores: 2 },
      memoryBytes: 25_276_502_016,
      bootedAt: 1_795_796_246_000,
    })
  })

  it.each([
    [
      { system_vendor: 'Amazon EC2', product_name: 'm5.large' },
      { provider: 'aws', region: null, instanceType: 'm5.large' },
    ],
    [
      { system_vendor: 'Google', product_name: 'Google Compute Engine' },
      { provider: 'gcp', region: null, instanceType: null },
    ],
    [{ chassis_asset_tag: '7783-7084-3265-9085-8269-3286-77' }, { provider: 'azure', region: null, instanceType: null }],
    [{ chassis_asset_tag: 'OracleCloud.com' }, { provider: 'oci', region: null, instanceType: null }],
    [{ system_vendor: 'Dell Inc.' }, null],
  ])('knows a cloud by its firmware: %o', (labels, cloud) => {
    const others = captured.filter(({ name }) => name !== 'node_dmi_info')
    expect(inventoryOf(new Snapshot(AT, [...others, { name: 'node_dmi_info', labels, value: 1 }]))?.cloud).toEqual(cloud)
  })
})
