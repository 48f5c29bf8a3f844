import { columnOf, findMetric, type Metric, type Reading, type Report } from '@hyperion/domain/metrics'
import type { FleetRow } from '@hyperion/wire/fleet'
import { grown, Sparks } from './spark.ts'
import { TrafficMeter } from './traffic.ts'

const NUMBERS = ['cpu', 'memory', 'disk', 'rx', 'tx', 'load', 'booted', 'at'] as const
type NumberName = (typeof NUMBERS)[number]
const WIDTH = NUMBERS.length
const AT: Readonly<Record<NumberName, number>> = { cpu: 0, memory: 1, disk: 2, rx: 3, tx: 4, load: 5, booted: 6, at: 7 }

/** Clocks and rounding: a boot that differs by less is the same. */
const SAME_BOOT_MS = 30_000
const FIRST_SLOTS = 16

const columnIn = (id: string): number => columnOf(findMetric(id) as Metric)
const CPU = columnIn('cpu.usage')
const MEMORY = columnIn('memory.usage')
const DISK = columnIn('filesystem.usage')
const LOAD = columnIn('load.one')
const UPTIME = columnIn('system.uptime')

export type Figures = Pick<FleetRow, 'cpu' | 'memory' | 'disk' | 'mount' | 'rx' | 'tx' | 'load' | 'booted'>

/** The latest figures of many hosts, a few hundred bytes each: one row of numbers a host, `NaN` where unknown. */
export class FigureTable {
  readonly sparks = new Sparks()
  #slots = 0
  #numbers = new Float64Array(0)
  readonly #mounts: string[] = []
  readonly #traffic: TrafficMeter[] = []

  constructor() {
    this.#grow(FIRST_SLOTS)
  }

  /** Makes a slot ready for another host. */
  clear(slot: number): void {
    while (slot >= this.#slots) this.#grow(this.#slots * 2)
    this.#numbers.fill(Number.NaN, slot * WIDTH, (slot + 1) * WIDTH)
    this.#mounts[slot] = ''
    this.#traffic[slot] = new TrafficMeter()
    this.sparks.clear(slot)
  }

  /** Epoch ms of the latest report; null before the first. */
  reportedAt(slot: number): number | null {
    return this.#get(slot, 'at')
  }

  /** Takes over a report newer than those before; true when the spark has another minute. */
  take(slot: number, report: Report): boolean {
    const before = this.#get(slot, 'at')
    if (before !== null && report.at <= before) return false
    const { rx, tx } = (this.#traffic[slot] as TrafficMeter).rates(report)
    this.#set(slot, 'at', report.at)
    this.#set(slot, 'rx', rx)
    this.#set(slot, 'tx', tx)
    this.#set(slot, 'disk', null)
    for (const reading of report.readings) this.#read(slot, report.at, reading)
    const cpu = this.#get(slot, 'cpu')
    return cpu !== null && this.sparks.add(slot, report.at, cpu)
  }

  /** As they are shown: rounded. */
  of(slot: number): Figures {
    const fixed = (name: NumberName, digits: number): number | null => {
      const value = this.#get(slot, name)
      return value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits
    }
    return {
      cpu: fixed('cpu', 1),
      memory: fixed('memory', 1),
      disk: fixed('disk', 1),
      mount: this.#mounts[slot] as string,
      rx: fixed('rx', 0),
      tx: fixed('tx', 0),
      load: fixed('load', 2),
      booted: fixed('booted', 0),
    }
  }

  #read(slot: number, at: number, { group, instance, values }: Reading): void {
    if (group === 'cpu') this.#set(slot, 'cpu', values[CPU])
    else if (group === 'memory') this.#set(slot, 'memory', values[MEMORY])
    else if (group === 'load') this.#set(slot, 'load', values[LOAD])
    else if (group === 'system') this.#booted(slot, at, values[UPTIME])
    else if (group === 'filesystem') this.#disk(slot, instance, values[DISK])
  }

  #booted(slot: number, at: number, uptime: number | null | undefined): void {
    const booted = uptime === null || uptime === undefined ? null : at - uptime * 1000
    const before = this.#get(slot, 'booted')
    if (booted !== null && before !== null && Math.abs(booted - before) < SAME_BOOT_MS) return
    this.#set(slot, 'booted', booted)
  }

  #disk(slot: number, mount: string, usage: number | null | undefined): void {
    if (usage === null || usage === undefined || !Number.isFinite(usage) || usage <= (this.#get(slot, 'disk') ?? -1)) return
    this.#set(slot, 'disk', usage)
    this.#mounts[slot] = mount
  }

  #get(slot: number, name: NumberName): number | null {
    const value = this.#numbers[slot * WIDTH + AT[name]] as number
    return Number.isFinite(value) ? value : null
  }

  #set(slot: number, name: NumberName, value: number | null | undefined): void {
    this.#numbers[slot * WIDTH + AT[name]] = value ?? Number.NaN
  }

  #grow(slots: number): void {
    this.#numbers = grown(this.#numbers, new Float64Array(slots * WIDTH).fill(Number.NaN))
    this.sparks.grow(slots)
    this.#slots = slots
  }
}
