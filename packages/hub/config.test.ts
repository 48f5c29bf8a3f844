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
      watchContainers: true,
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
        HYPERION_CORS_ORIGINS: 'https://wall.example,*',
      }),
    ).toEqual([
      'HYPERION_PORT must be a whole number from 0 to 65535',
      'HYPERION_DATABASE_URL must be an address like postgres://… or postgresql://…',
      'HYPERION_REDIS_URL is not supported by this version; leave it unset',
      'HYPERION_SAMPLE_INTERVAL must be a whole number from 1 to 300',
      'HYPERION_PUBLIC_METRICS must be one of level1, none, all',
      'HYPERION_CORS_ORIGINS must list origins like https://wall.example: * is none',
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

  it('reads the mail server, careful with passwords', () => {
    const mail = (url: string, from?: string) => loadConfig({ HYPERION_SMTP_URL: url, HYPERION_MAIL_FROM: from }).config.mail
    expect(loadConfig({}).config.mail).toBeNull()
    const relay = { host: 'mail.lan', port: 25, tls: 'auto', login: null, from: expect.stringMatching(/^Hyperion <hyperion@.+>$/) }
    expect(mail('smtp://mail.lan:25')).toEqual(relay)
    const login = { user: 'ops@example.com', pass: 'a:b/c' }
    const submission = { host: 'mail.example', port: 587, tls: 'always', login, from: 'Hyperion <ops@example.com>' }
    expect(mail('smtp://ops%40example.com:a%3Ab%2Fc@mail.example')).toEqual(submission)
    expect(mail('smtps://mail.example', 'Alerts <a@example.com>')).toMatchObject({
      port: 465,
      tls: 'implicit',
      from: 'Alerts <a@example.com>',
    })
    expect(mail('smtp://u:p@[::1]:2525?starttls=never', 'a@example.com')).toMatchObject({ host: '::1', port: 2525, tls: 'never' })
  })

  it('names what is wrong with the mail server', () => {
    const form = 'HYPERION_SMTP_URL must be an address like smtp://user:password@host:587 or smtps://…'
    for (const url of ['mail.example', 'http://mail.example', 'smtp://', 'smtp://mail.example/inbox']) {
      expect(mistakes({ HYPERION_SMTP_URL: url })).toEqual([form])
    }
    expect(mistakes({ HYPERION_SMTP_URL: 'smtp://mail.example?tls=no' })).toEqual([
      'HYPERION_SMTP_URL takes only ?starttls=always|auto|never',
    ])
    expect(mistakes({ HYPERION_SMTP_URL: 'smtps://mail.example?starttls=auto' })).toEqual([
      'HYPERION_SMTP_URL takes no ?starttls= with smtps://',
    ])
    expect(mistakes({ HYPERION_MAIL_FROM: 'a@example.com' })).toEqual(['HYPERION_MAIL_FROM needs HYPERION_SMTP_URL'])
    const sender = 'HYPERION_MAIL_FROM must be an address like alerts@example.com or Hyperion <alerts@example.com>'
    for (const from of ['ops', 'A <a@b.example>, B <b@b.example>', 'A <a@b.example>\nBcc: c@d.example']) {
      expect(mistakes({ HYPERION_SMTP_URL: 'smtp://mail.example', HYPERION_MAIL_FROM: from })).toEqual([sender])
    }
  })

  it('reads the OpenID Connect provider, with every mistake', () => {
    const given = {
      HYPERION_OIDC_ISSUER: 'https://id.example.com/realms/x',
      HYPERION_OIDC_CLIENT_ID: 'hyperion',
      HYPERION_OIDC_CLIENT_SECRET: 's',
      HYPERION_OIDC_ROLE_MAP: 'cn=ops=technicien,admins=admin, *=viewer',
    }
    expect(loadConfig({}).config.oidc).toBeNull()
    expect(loadConfig(given).config.oidc).toEqual({
      issuer: 'https://id.example.com/realms/x',
      clientId: 'hyperion',
      clientSecret: 's',
      roleClaim: 'groups',
      roles: new Map([
        ['cn=ops', 'technicien'],
        ['admins', 'admin'],
        ['*', 'viewer'],
      ]),
      label: 'id.example.com',
    })
    for (const issuer of ['http://127.0.0.1:9000', 'http://localhost', 'http://[::1]:1']) {
      expect(loadConfig({ ...given, HYPERION_OIDC_ISSUER: issuer }).config.oidc?.issuer).toBe(issuer)
    }
    const form = 'HYPERION_OIDC_ISSUER must be an address like https://id.example.com (http:// only on this machine)'
    for (const issuer of [
      'http://id.example.com',
      'http://127.0.0.1.evil.example',
      'ftp://x',
      'id.example',
      'https://u:p@x',
      'https://x?y',
    ]) {
      expect(mistakes({ ...given, HYPERION_OIDC_ISSUER: issuer })).toEqual([form])
    }
    expect(mistakes({ HYPERION_OIDC_ISSUER: 'https://x' })).toEqual([
      'HYPERION_OIDC_ISSUER needs HYPERION_OIDC_CLIENT_ID',
      'HYPERION_OIDC_ISSUER needs HYPERION_OIDC_CLIENT_SECRET',
      'HYPERION_OIDC_ISSUER needs HYPERION_OIDC_ROLE_MAP',
    ])
    expect(mistakes({ HYPERION_OIDC_LABEL: 'x', HYPERION_OIDC_CLIENT_ID: 'y' })).toEqual([
      'HYPERION_OIDC_LABEL needs HYPERION_OIDC_ISSUER',
      'HYPERION_OIDC_CLIENT_ID needs HYPERION_OIDC_ISSUER',
    ])
    const map = 'HYPERION_OIDC_ROLE_MAP must be like group=role,… with roles viewer, technicien, admin; the group * is everyone else'
    for (const roles of ['ops', 'ops=root', '=admin', 'a=admin,'])
      expect(mistakes({ ...given, HYPERION_OIDC_ROLE_MAP: roles })).toEqual([map])
  })
})
