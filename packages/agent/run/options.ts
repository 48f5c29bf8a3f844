import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseRoots, parseTier, type Tier } from '@hyperion/domain/actions'

export interface AgentOptions {
  /** Null: the hub that this agent is enrolled with. */
  readonly hub: URL | null
  readonly token: string | null
  /** Where the token was read; the file goes when the agent is let in. */
  readonly tokenFile: string | null
  readonly dataDir: string
  readonly pin: string | null
  /** Text of the file of certificates. */
  readonly ca: string | null
  readonly insecure: boolean
  readonly listen: { readonly host: string; readonly port: number } | null
  readonly root: string
  readonly diskMount: string
  readonly bufferBytes: number
  /** `DOCKER_HOST`, where an engine listens. */
  readonly dockerHost: string | undefined
  readonly watchContainers: boolean
  /** How far this host lets itself be operated. */
  readonly tier: Tier
  /** Folders that files may be reached in. */
  readonly roots: readonly string[]
}

/** What is wrong with the arguments, fit to be shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const AGENT_HELP = `hyperion agent: watches this machine and reports to a hub

  hyperion agent --hub URL --token TOKEN   the first time; a token is made in the hub and lets one agent in
  hyperion agent                           afterwards
  hyperion agent check --hub URL           says whether an agent could report from here, and what is in the way

  --hub URL            address of the hub, https:// (or http:// on this machine)
  --token TOKEN        enrolment token
  --token-file FILE    holds it, if it is there; deleted once the agent is let in
  --pin sha256:HEX     trust the certificate with this fingerprint alone, whoever issued it
  --ca FILE            trust the authorities in this file (PEM) instead of the system's
  --insecure           allow http:// to another machine: anyone on the way can read and change what is sent
  --data DIR           key, settings and buffer; default $HYPERION_DATA_DIR/agent, else ./data/agent
  --buffer MIB         disk that reports may take while the hub is away; default 64
  --listen HOST:PORT   answer the HealthCheck API here too, levels 1 and 2
  --root DIR           where the host's file system is seen, /host in a container
  --disk-mount DIR     file system that stands for the disk; default /
  --tier TIER          what the hub may have done here: observe (default), operate (processes, units,
                       containers), full (files, commands, terminal); also $HYPERION_TIER
  --files DIR          with full: a folder that files may be reached in, as often as needed; else /etc, /home,
                       /opt, /root, /srv, /tmp, /usr/local and /var; also $HYPERION_FILE_ROOTS, comma between
  --no-containers      ask no Docker or Podman; else those of this machine, and the one of $DOCKER_HOST
`

const MIB = 1024 * 1024
const BUFFER_MIB = { default: 64, most: 65_536 } as const

/** Reads the arguments; throws {@link UsageError}. */
export function parseAgentOptions(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): AgentOptions {
  const { values } = parsed(args)
  return {
    hub: values.hub === undefined ? null : hubAddress(values.hub),
    token: values.token ?? tokenIn(values['token-file']),
    tokenFile: values['token-file'] ?? null,
    dataDir: resolve(values.data ?? join(environment.HYPERION_DATA_DIR || './data', 'agent')),
    pin: values.pin === undefined ? null : fingerprint(values.pin),
    ca: values.ca === undefined ? null : contentOf(values.ca),
    insecure: values.insecure ?? false,
    listen: values.listen === undefined ? null : listenAddress(values.listen),
    root: values.root ?? '',
    diskMount: values['disk-mount'] ?? '/',
    bufferBytes: bufferMebibytes(values.buffer) * MIB,
    dockerHost: environment.DOCKER_HOST,
    watchContainers: !values['no-containers'],
    tier: meant('--tier', () => parseTier(values.tier ?? environment.HYPERION_TIER)),
    roots: meant('--files', () => parseRoots(values.files ?? environment.HYPERION_FILE_ROOTS?.split(','))),
  }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = {
    hub: text,
    token: text,
    'token-file': text,
    data: text,
    pin: text,
    ca: text,
    listen: text,
    root: text,
    'disk-mount': text,
    buffer: text,
    tier: text,
    files: { type: 'string', multiple: true },
    insecure: { type: 'boolean' },
    'no-containers': { type: 'boolean' },
  } as const
  try {
    return parseArgs({ args: [...args], options })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function hubAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash || url.username) {
    throw new UsageError(`--hub must be an address like https://hyperion.example, not ${text}`)
  }
  return url
}

function meant<T>(option: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(`${option} ${(error as Error).message}`)
  }
}

function fingerprint(text: string): string {
  const hex = text
    .replace(/^sha256:/i, '')
    .replaceAll(':', '')
    .toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new UsageError('--pin must be sha256: and 64 hexadecimal digits')
  return hex
}

/** An agent that is enrolled needs none any more. */
function tokenIn(path: string | undefined): string | null {
  return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`--ca: ${(error as Error).message}`)
  }
}

function listenAddress(text: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text) ?? []
  if (port === undefined || Number(port) > 65_535) throw new UsageError('--listen must be like 127.0.0.1:8001')
  return { host: bracketed ?? (plain || '127.0.0.1'), port: Number(port) }
}

function bufferMebibytes(text: string | undefined): number {
  if (text === undefined) return BUFFER_MIB.default
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > BUFFER_MIB.most) {
    throw new UsageError(`--buffer must be a whole number of MiB from 1 to ${BUFFER_MIB.most}`)
  }
  return value
}

/** Whether what is sent there stays on this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
