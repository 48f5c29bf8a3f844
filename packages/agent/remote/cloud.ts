import { connect } from 'node:net'
import type { CloudPlacement } from '@hyperion/domain/hosts'
import { monotonicMs } from '../monotonic.ts'
import { Line } from './line.ts'

interface Question {
  readonly method?: 'GET' | 'PUT'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** Answers the body, or rejects. */
type Ask = (question: Question) => Promise<string>

export interface CloudOptions {
  /** `host:port` of the metadata service. Default: the address that all clouds share. */
  readonly address?: string
  readonly limitMs?: number
}

const ADDRESS = '169.254.169.254:80'
const LIMIT_MS = 300
const TEXT_MAX = 64

/** Where a machine of a cloud runs, as its metadata service tells; null when none answers within 300 ms. */
export async function readCloud({ address = ADDRESS, limitMs = LIMIT_MS }: CloudOptions = {}): Promise<CloudPlacement | null> {
  const until = monotonicMs() + limitMs
  const ask: Ask = (question) => answerOf(address, question, until - monotonicMs())
  try {
    return await Promise.any([aws(ask), azure(ask), gcp(ask), oci(ask)])
  } catch {
    return null
  }
}

async function aws(ask: Ask): Promise<CloudPlacement> {
  const token = await ask({ method: 'PUT', path: '/latest/api/token', headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' } })
  const text = await ask({ path: '/latest/dynamic/instance-identity/document', headers: { 'x-aws-ec2-metadata-token': token } })
  const { region, instanceType } = JSON.parse(text)
  return placement('aws', region, instanceType)
}

async function azure(ask: Ask): Promise<CloudPlacement> {
  const { location, vmSize } = JSON.parse(
    await ask({ path: '/metadata/instance/compute?api-version=2021-02-01', headers: { metadata: 'true' } }),
  )
  return placement('azure', location, vmSize)
}

async function gcp(ask: Ask): Promise<CloudPlacement> {
  const headers = { 'metadata-flavor': 'Google' }
  const [zone, machine] = await Promise.all(
    ['zone', 'machine-type'].map((name) => ask({ path: `/computeMetadata/v1/instance/${name}`, headers })),
  )
  return placement('gcp', lastPart(zone).replace(/-[a-z]$/, ''), lastPart(machine))
}

async function oci(ask: Ask): Promise<CloudPlacement> {
  const { canonicalRegionName, region, shape } = JSON.parse(
    await ask({ path: '/opc/v2/instance/', headers: { authorization: 'Bearer Oracle' } }),
  )
  return placement('oci', canonicalRegionName ?? region, shape)
}

function lastPart(text = ''): string {
  return text.trim().split('/').at(-1) ?? ''
}

function placement(provider: string, region: unknown, instanceType: unknown): CloudPlacement {
  const found = { provider, region: nameOf(region), instanceType: nameOf(instanceType) }
  if (found.region === null && found.instanceType === null) throw new Error('not an answer of this cloud')
  return found
}

function nameOf(value: unknown): string | null {
  return typeof value === 'string' && /^[\w .-]+$/.test(value) ? value.slice(0, TEXT_MAX) : null
}

async function answerOf(address: string, { method = 'GET', path, headers }: Question, limitMs: number): Promise<string> {
  const { hostname, port } = new URL(`http://${address}`)
  const line = new Line(connect({ host: hostname, port: Number(port) || 80 }))
  try {
    const lines = Object.entries({ host: address, connection: 'close', 'content-length': '0', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    line.write([`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
    const head = await line.head(limitMs)
    if (head.status !== 200) throw new Error(`status ${head.status}`)
    return await line.body(head, limitMs)
  } finally {
    line.close()
  }
}
