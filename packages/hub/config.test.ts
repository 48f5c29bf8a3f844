import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'hyperion-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

function yaml(text: string): string {
  const path = join(folder, `${Math.random()}.yaml`)
  writeFileSync(path, text)
  return path
}

function mistakes(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
  return []
}

describe('configuration', () => {
  it('has the documented defaults', () => {
    const { config, warnings } = loadConfig({})
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8000,
      adminPassword: undefined,
      sampleIntervalMs: 15_000,
      publicMetrics: 'level1',
      diskMount: '/',
      rateLimit: true,
      services: ['nginx', 'mysql', 'redis', 'postgresql', 'docker', 'ssh'],
    })
    expect(config.dataDir).toBe(join(process.cwd(), 'data'))
    expect(config.database).toEqual({ kind: 'sqlite', file: join(config.dataDir, 'hyperion.db') })
    expect(warnings).toEqual([])
  })

  it('names every mistake at once', () => {
    expect(
      mistakes({
        HYPERION_PORT: '70000',
        HYPERION_SAMPLE_INTERVAL: '0',
        HYPERION_PUBLIC_METRICS: 'some',
        HYPERION_DATABASE_URL: 'mysql://x',
        HYPERION_DISK_MOUNT: 'srv',
        HYPERION_REDIS_URL: 'redis://x',
      }),
    ).toEqual([
      'HYPERION_PORT must be a whole number from 0 to 65535',
      'HYPERION_DATABASE_URL must be an address like postgres://… or postgresql://…',
      'HYPERION_REDIS_URL is not supported by this version; leave it unset',
      'HYPERION_SAMPLE_INTERVAL must be a whole number from 1 to 300',
      'HYPERION_PUBLIC_METRICS must be one of level1, none, all',
      'HYPERION_DISK_MOUNT must be an absolute path without trailing slash',
    ])
  })

  it('reads a YAML file of the same names, the environment over it', () => {
    const file = yaml('HYPERION_PORT: 9000\nHYPERION_HOST: 0.0.0.0\nHYPERION_RATE_LIMIT: off\nHYPERION_SERVICES: [nginx, caddy]\n')
    const { config } = loadConfig({ HYPERION_CONFIG: file, HYPERION_PORT: '9100' })
    expect(config).toMatchObject({ port: 9100, host: '0.0.0.0', rateLimit: false, services: ['nginx', 'caddy'] })
  })

  it('refuses unknown names in the file and only warns of them in the environment', () => {
    expect(mistakes({ HYPERION_CONFIG: yaml('HYPERION_PROT: 1\n') })[0]).toMatch(/^HYPERION_PROT in .* is not a setting$/)
    expect(mistakes({ HYPERION_CONFIG: join(folder, 'absent.yaml') })[0]).toMatch(/^HYPERION_CONFIG: ENOENT/)
    expect(mistakes({ HYPERION_CONFIG: yaml('- a\n') })[0]).toMatch(/must hold names and values/)
    expect(loadConfig({ HYPERION_PROT: '1' }).warnings).toEqual(['HYPERION_PROT is not a setting of this version and is ignored'])
  })
})
