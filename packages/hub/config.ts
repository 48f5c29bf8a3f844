import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseRoots, parseTier, type Tier } from '@hyperion/domain/actions'
import { parse as parseYaml } from 'yaml'
import { defaultSender, type MailConfig, parseSender, parseSmtpUrl } from './mail-config.ts'
import { type OidcConfig, oidcConfig, oidcMistakes, parseIssuer, parseRoleMap } from './oidc-config.ts'
import { type TlsConfig, tlsConfig, tlsMistakes, tlsWarnings } from './tls-config.ts'

export type DatabaseConfig = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string }

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly database: DatabaseConfig
  /** Undefined: `admin123`, to be changed at first login. */
  readonly adminPassword: string | undefined
  readonly sampleIntervalMs: number
  readonly publicMetrics: 'level1' | 'none' | 'all'
  readonly publicUrl: string | undefined
  readonly trustedProxies: readonly string[]
  readonly rateLimit: boolean
  /** Watch list of /services. */
  readonly services: readonly string[]
  readonly diskMount: string
  /** Whether the container engines of this machine are asked. */
  readonly watchContainers: boolean
  /** How far the hub's own machine lets itself be operated, and the folders that files may be reached in there. */
  readonly tier: Tier
  readonly fileRoots: readonly string[]
  /** Of other sites' pages that may use the API with a token. */
  readonly corsOrigins: readonly string[]
  /** Webhooks inside the own network that may be called: `host:port`, or `all`. */
  readonly allowPrivateWebhooks: readonly string[]
  /** Null: the hub sends no mail. */
  readonly mail: MailConfig | null
  /** Null: everybody signs in here. */
  readonly oidc: OidcConfig | null
  /** Null: plain HTTP. */
  readonly tls: TlsConfig | null
}

/** Every mistake of the configuration, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

type Parse<T> = (text: string) => T

const DEFAULT_SERVICES = 'nginx,mysql,redis,postgresql,docker,ssh'

function wholeNumber(low: number, high: number): Parse<number> {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < low || value > high) throw new Error(`must be a whole number from ${low} to ${high}`)
    return value
  }
}

function oneOf<T extends string>(...allowed: T[]): Parse<T> {
  return (text) => {
    const found = allowed.find((each) => each === text)
    if (found === undefined) throw new Error(`must be one of ${allowed.join(', ')}`)
    return found
  }
}

function url(...protocols: string[]): Parse<string> {
  return (text) => {
    const allowed = protocols.map((each) => `${each}://…`).join(' or ')
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol.slice(0, -1)))
      throw new Error(`must be an address like ${allowed}`)
    return text
  }
}

const list: Parse<string[]> = (text) =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')

const origins: Parse<string[]> = (text) => {
  const all = list(text)
  const wrong = all.find((each) => !URL.canParse(each) || !/^https?:$/.test(new URL(each).protocol) || new URL(each).origin !== each)
  if (wrong !== undefined) throw new Error(`must list origins like https://wall.example: ${wrong} is none`)
  return all
}

const nonEmpty: Parse<string> = (text) => {
  if (text.trim() === '') throw new Error('must not be empty')
  return text
}

const absolutePath: Parse<string> = (text) => {
  if (resolve(text) !== text) throw new Error('must be an absolute path without trailing slash')
  return text
}

const notYet: Parse<never> = () => {
  throw new Error('is not supported by this version; leave it unset')
}

/** All settings by name; whatever else begins with HYPERION_ is a mistake in a file and a warning in the environment. */
const SETTINGS = {
  HYPERION_HOST: nonEmpty,
  HYPERION_PORT: wholeNumber(0, 65535),
  HYPERION_DATA_DIR: nonEmpty,
  HYPERION_DATABASE_URL: url('postgres', 'postgresql'),
  HYPERION_METRICS_URL: notYet,
  HYPERION_REDIS_URL: notYet,
  HYPERION_ADMIN_PASSWORD: nonEmpty,
  HYPERION_SAMPLE_INTERVAL: wholeNumber(1, 300),
  HYPERION_PUBLIC_METRICS: oneOf('level1', 'none', 'all'),
  HYPERION_RATE_LIMIT: oneOf('on', 'off'),
  HYPERION_CONTAINERS: oneOf('on', 'off'),
  HYPERION_TIER: parseTier,
  HYPERION_FILE_ROOTS: (text) => parseRoots(list(text)),
  HYPERION_PUBLIC_URL: url('http', 'https'),
  HYPERION_TRUSTED_PROXIES: list,
  HYPERION_CORS_ORIGINS: origins,
  HYPERION_ALLOW_PRIVATE_WEBHOOKS: list,
  HYPERION_SMTP_URL: parseSmtpUrl,
  HYPERION_MAIL_FROM: parseSender,
  HYPERION_OIDC_ISSUER: parseIssuer,
  HYPERION_OIDC_CLIENT_ID: nonEmpty,
  HYPERION_OIDC_CLIENT_SECRET: nonEmpty,
  HYPERION_OIDC_ROLE_CLAIM: nonEmpty,
  HYPERION_OIDC_ROLE_MAP: parseRoleMap,
  HYPERION_OIDC_LABEL: nonEmpty,
  HYPERION_SERVICES: list,
  HYPERION_DISK_MOUNT: absolutePath,
  HYPERION_TLS_CERT: nonEmpty,
  HYPERION_TLS_KEY: nonEmpty,
  HYPERION_TLS_SELF_SIGNED: oneOf('on', 'off'),
} satisfies Record<string, Parse<unknown>>

type SettingName = keyof typeof SETTINGS
type Values = { [N in SettingName]?: ReturnType<(typeof SETTINGS)[N]> }
type Environment = Readonly<Record<string, string | undefined>>

/** Where the settings came from and what is odd but not wrong about them. */
export interface LoadedConfig {
  readonly config: Config
  readonly warnings: readonly string[]
}

/**
 * Reads the environment over the YAML file named by `HYPERION_CONFIG`, if any. Throws {@link ConfigError} naming every
 * mistake at once.
 */
export function loadConfig(environment: Environment): LoadedConfig {
  const mistakes: string[] = []
  const file = environment.HYPERION_CONFIG
  const fromFile = file ? readConfigFile(file, mistakes) : {}
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const text = environment[name] || fromFile[name]
    if (text === undefined || text === '') continue
    try {
      values[name] = SETTINGS[name](text)
    } catch (error) {
      mistakes.push(`${name} ${(error as Error).message}`)
    }
  }
  if (values.HYPERION_MAIL_FROM && !(environment.HYPERION_SMTP_URL || fromFile.HYPERION_SMTP_URL)) {
    mistakes.push('HYPERION_MAIL_FROM needs HYPERION_SMTP_URL')
  }
  mistakes.push(...oidcMistakes((name) => Boolean(environment[name] || fromFile[name])))
  mistakes.push(...tlsMistakes(values as Values))
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  const config = toConfig(values as Values)
  const unknown = Object.keys(environment)
    .filter((name) => name.startsWith('HYPERION_') && name !== 'HYPERION_CONFIG' && !(name in SETTINGS))
    .map((name) => `${name} is not a setting of this version and is ignored`)
  return { config, warnings: [...unknown, ...tlsWarnings(config.tls, Date.now())] }
}

function readConfigFile(path: string, mistakes: string[]): Record<string, string> {
  let content: unknown
  try {
    content = parseYaml(readFileSync(path, 'utf8')) ?? {}
  } catch (error) {
    mistakes.push(`HYPERION_CONFIG: ${(error as Error).message.split('\n')[0]}`)
    return {}
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    mistakes.push(`HYPERION_CONFIG: ${path} must hold names and values`)
    return {}
  }
  const settings: Record<string, string> = {}
  for (const [name, value] of Object.entries(content)) {
    if (!(name in SETTINGS)) mistakes.push(`${name} in ${path} is not a setting`)
    else if (Array.isArray(value)) settings[name] = value.join(',')
    else if (typeof value === 'object') mistakes.push(`${name} in ${path} must be a single value`)
    // YAML reads `on` and `off` as words, `true` and `false` as booleans: both are how people write a switch.
    else settings[name] = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
  }
  return settings
}

function toConfig(values: Values): Config {
  const dataDir = resolve(values.HYPERION_DATA_DIR ?? './data')
  const databaseUrl = values.HYPERION_DATABASE_URL
  const smtp = values.HYPERION_SMTP_URL
  return {
    host: values.HYPERION_HOST ?? '127.0.0.1',
    port: values.HYPERION_PORT ?? 8000,
    dataDir,
    database: databaseUrl ? { kind: 'postgres', url: databaseUrl } : { kind: 'sqlite', file: join(dataDir, 'hyperion.db') },
    adminPassword: values.HYPERION_ADMIN_PASSWORD,
    sampleIntervalMs: (values.HYPERION_SAMPLE_INTERVAL ?? 15) * 1000,
    publicMetrics: values.HYPERION_PUBLIC_METRICS ?? 'level1',
    publicUrl: values.HYPERION_PUBLIC_URL?.replace(/\/$/, ''),
    trustedProxies: values.HYPERION_TRUSTED_PROXIES ?? [],
    rateLimit: values.HYPERION_RATE_LIMIT !== 'off',
    watchContainers: values.HYPERION_CONTAINERS !== 'off',
    services: values.HYPERION_SERVICES ?? list(DEFAULT_SERVICES),
    diskMount: values.HYPERION_DISK_MOUNT ?? '/',
    tier: values.HYPERION_TIER ?? 'observe',
    fileRoots: values.HYPERION_FILE_ROOTS ?? parseRoots(undefined),
    corsOrigins: values.HYPERION_CORS_ORIGINS ?? [],
    allowPrivateWebhooks: values.HYPERION_ALLOW_PRIVATE_WEBHOOKS ?? [],
    mail: smtp ? { ...smtp, from: values.HYPERION_MAIL_FROM ?? defaultSender(smtp) } : null,
    oidc: oidcConfig(values),
    tls: tlsConfig(values),
  }
}
