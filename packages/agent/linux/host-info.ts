import { readFileSync } from 'node:fs'
import { arch, hostname, machine, release, totalmem } from 'node:os'
import type { HostInfo } from '@hyperion/domain/hosts'
import { parseMemory } from '../collectors/memory.ts'
import { parseCpuTimes } from './cpu-times.ts'
import type { Files } from './files.ts'
import type { Paths } from './paths.ts'
import type { KernelFacts } from './processes.ts'
import { eachLine } from './text.ts'

/** What stands in for files that are missing, and for what no file says. */
export interface OwnFacts {
  readonly hostname: string
  readonly architecture: string
  readonly kernel: string
  readonly memoryBytes: number
}

export function readHostInfo(files: Files, paths: Paths, own: OwnFacts = ownFacts()): HostInfo {
  const stat = files.once(`${paths.proc}/stat`) ?? ''
  return {
    hostname: files.once(`${paths.proc}/sys/kernel/hostname`)?.trim() || own.hostname,
    os: {
      ...readDistribution(files, paths.etc),
      architecture: own.architecture,
      kernel: files.once(`${paths.proc}/sys/kernel/osrelease`)?.trim() || own.kernel,
    },
    cpu: { model: parseCpuModel(files.once(`${paths.proc}/cpuinfo`) ?? ''), cores: parseCpuTimes(stat)?.cores.size || 1 },
    memoryBytes: parseMemory(files.once(`${paths.proc}/meminfo`) ?? '')?.total ?? own.memoryBytes,
    bootedAt: (parseBootTime(stat) ?? 0) * 1000,
  }
}

/** Of the machine that this runs on. */
function ownFacts(): OwnFacts {
  return { hostname: hostname(), architecture: machine() || arch(), kernel: release(), memoryBytes: totalmem() }
}

/** `btime` of `/proc/stat`, epoch seconds. */
export function parseBootTime(stat: string): number | null {
  const found = /^btime (\d+)$/m.exec(stat)?.[1]
  return found === undefined ? null : Number(found)
}

const MODEL_KEYS = ['model name', 'cpu model', 'Model', 'cpu', 'Processor', 'Hardware', 'vendor_id']

/** `/proc/cpuinfo`, whose wording differs from architecture to architecture. */
export function parseCpuModel(text: string): string | null {
  const found = new Map<string, string>()
  eachLine(text, (line) => {
    const colon = line.indexOf(':')
    const key = line.slice(0, colon).trim()
    const value = line.slice(colon + 1).trim()
    if (colon > 0 && value !== '' && !found.has(key)) found.set(key, value)
  })
  for (const key of MODEL_KEYS) {
    const value = found.get(key)
    if (value !== undefined) return value.replace(/\s+/g, ' ')
  }
  return null
}

function readDistribution(files: Files, etc: string): { name: string; version: string } {
  const release = files.once(`${etc}/os-release`)
  if (release !== null) return parseOsRelease(release)
  const redhat = files.once(`${etc}/redhat-release`) ?? files.once(`${etc}/centos-release`)
  return parseRedHatRelease(redhat ?? '') ?? { name: 'Linux', version: '' }
}

/** os-release(5). The code name that follows some versions in brackets is left out. */
export function parseOsRelease(text: string): { name: string; version: string } {
  const values = new Map<string, string>()
  eachLine(text, (line) => {
    const match = /^\s*([A-Z_]+)=(.*)$/.exec(line)
    if (match?.[1]) values.set(match[1], unquote((match[2] ?? '').trim()))
  })
  const version = (values.get('VERSION') || values.get('VERSION_ID') || values.get('BUILD_ID') || '').replace(/\s*\([^)]*\)$/, '')
  return { name: values.get('NAME') || 'Linux', version }
}

function unquote(text: string): string {
  const quote = text[0]
  if ((quote === '"' || quote === "'") && text.length >= 2 && text.endsWith(quote)) return text.slice(1, -1).replace(/\\(.)/g, '$1')
  return text
}

/** `CentOS release 6.10 (Final)`, `Red Hat Enterprise Linux Server release 7.9 (Maipo)`. */
export function parseRedHatRelease(text: string): { name: string; version: string } | null {
  const match = /^(.+?)(?: Linux)? release ([\d.]+)/.exec(text.trim())
  return match?.[1] && match[2] ? { name: match[1], version: match[2] } : null
}

const AT_PAGESZ = 6
const AT_CLKTCK = 17

/** Page size and ticks a second as the kernel told this process; the values nearly every machine has where it did not. */
export function readKernelFacts(paths: Paths, info: HostInfo): KernelFacts {
  const auxiliary = readAuxiliaryVector(`${paths.proc}/self/auxv`)
  return {
    pageSize: auxiliary.get(AT_PAGESZ) ?? 4096,
    ticksPerSecond: auxiliary.get(AT_CLKTCK) ?? 100,
    bootedAt: info.bootedAt,
    memoryBytes: info.memoryBytes,
  }
}

function readAuxiliaryVector(path: string): Map<number, number> {
  const values = new Map<number, number>()
  try {
    const bytes = readFileSync(path)
    for (let at = 0; at + 16 <= bytes.length; at += 16) values.set(Number(bytes.readBigUInt64LE(at)), Number(bytes.readBigUInt64LE(at + 8)))
  } catch {
    // Not on Linux, or a captured tree.
  }
  return values
}
