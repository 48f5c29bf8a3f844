import { describe, expect, test } from 'vitest'
import { columnOf, findMetric, GROUPS, type GroupId, groupByNumber, METRICS, type Metric, type MetricGroup, metricsOf } from './catalog.ts'
import { catalogMistakes } from './catalog-mistakes.ts'

/** Numbers and columns as they are in stored data. New columns are appended to the catalog; nothing here ever changes. */
const STORED: Readonly<Record<GroupId, readonly [number, string]>> = {
  cpu: [1, 'user system idle iowait steal irq softirq usage'],
  core: [2, 'usage'],
  load: [3, 'one five fifteen'],
  memory: [4, 'total used available cached buffers usage swap_total swap_used'],
  filesystem: [5, 'total used available usage inodes_total inodes_used'],
  disk: [6, 'read_bytes write_bytes read_ops write_ops utilization'],
  network: [7, 'rx_bytes tx_bytes rx_packets tx_packets rx_errors tx_errors utilization'],
  connections: [8, 'tcp tcp_established tcp_listen udp'],
  system: [9, 'uptime'],
  processes: [10, 'total running sleeping stopped zombie'],
  pressure: [11, 'cpu_some memory_some memory_full io_some io_full'],
  temperature: [12, 'celsius'],
  container: [13, 'cpu memory_used memory_limit memory_usage rx_bytes tx_bytes read_bytes write_bytes pids'],
}

const metric = (id: string, group: string, names?: Metric['names']): Metric => ({
  id,
  group: group as GroupId,
  unit: 'count',
  kind: 'gauge',
  label: id,
  ...(names && { names }),
})
const group = (number: number): MetricGroup => ({ number, instance: 'host' })

describe('the metric catalog', () => {
  test('has no mistakes', () => {
    expect(catalogMistakes(METRICS, GROUPS)).toEqual([])
  })

  test.each(Object.entries(STORED))('%s still reads what is stored', (id, [number, columns]) => {
    const names = metricsOf(id as GroupId).map((row) => row.id.slice(id.length + 1))
    expect(GROUPS[id as GroupId].number).toBe(number)
    expect(names.join(' ').startsWith(columns)).toBe(true)
  })

  test('finds metrics by id and groups by number', () => {
    expect(findMetric('cpu.usage')).toMatchObject({ group: 'cpu', unit: 'percent' })
    expect(findMetric('cpu.nothing')).toBeUndefined()
    expect(groupByNumber(4)).toBe('memory')
    expect(groupByNumber(200)).toBeUndefined()
    expect(METRICS.every((row) => metricsOf(row.group)[columnOf(row)] === row)).toBe(true)
  })
})

describe('a wrong catalog', () => {
  test.each([
    ['an id twice', [metric('a.x', 'a'), metric('a.x', 'a')], { a: group(1) }, 'metric id a.x is given twice'],
    ['a column of another group', [metric('b.x', 'a')], { a: group(1) }, 'metric id b.x is not <group>.<column>'],
    ['an id that is no name', [metric('a.X y', 'a')], { a: group(1) }, 'metric id a.X y is not <group>.<column>'],
    ['an unknown group', [metric('a.x', 'a'), metric('b.x', 'b')], { a: group(1) }, 'metric b.x is of the unknown group b'],
    ['a group number twice', [metric('a.x', 'a'), metric('b.x', 'b')], { a: group(7), b: group(7) }, 'group number 7 is given twice'],
    ['a group number too large', [metric('a.x', 'a')], { a: group(256) }, 'group a has the number 256, not one of 1 to 255'],
    ['an empty group', [metric('a.x', 'a')], { a: group(1), b: group(2) }, 'group b has no metric'],
    [
      'a contract name twice',
      [metric('a.x', 'a', { hyperion: 'usage' }), metric('a.y', 'a', { hyperion: 'usage' })],
      { a: group(1) },
      'hyperion name usage of group a is given twice',
    ],
  ])('with %s is told', (_what, metrics, groups, mistake) => {
    expect(catalogMistakes(metrics, groups)).toEqual([mistake])
  })
})
