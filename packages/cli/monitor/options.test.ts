import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MisuseError, monitorOptions } from './options.ts'

const ENV = { HYPERION_TOKEN: 'token-1', HYPERION_DISCORD_WEBHOOK: 'https://discord.com/api/webhooks/1/secret', XDG_STATE_HOME: '/state' }

let folder: string
let tokenFile: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hyperion-monitor-'))
  tokenFile = join(folder, 'token')
  writeFileSync(tokenFile, 'token-2\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

function mistakes(args: readonly string[], env: NodeJS.ProcessEnv = ENV): readonly string[] {
  try {
    monitorOptions(args, env)
    return []
  } catch (error) {
    if (!(error instanceof MisuseError)) throw error
    return error.mistakes
  }
}

describe('monitorOptions', () => {
  it('needs a token and a webhook only', () => {
    expect(monitorOptions([], ENV)).toEqual({
      hub: new URL('http://127.0.0.1:8000/'),
      webhook: new URL(ENV.HYPERION_DISCORD_WEBHOOK),
      credentials: { kind: 'token', token: 'token-1' },
      notifyOn: new Set(['critical', 'warning']),
      everyRun: false,
      dryRun: false,
      stateFile: join('/state', 'hyperion', 'monitor.json'),
      timeoutMs: 10_000,
    })
  })

  it('takes every option, arguments before the environment', () => {
    const args = ['--url', 'https://hub/base?x=1', '--webhook', 'https://other/hook', '--token-file', tokenFile]
    args.push('--notify-on', 'critical', '--every-run', '--dry-run', '--state', '/tmp/s.json', '--timeout', '3')
    expect(monitorOptions(args, { ...ENV, HYPERION_URL: 'http://unused' })).toEqual({
      hub: new URL('https://hub/base/'),
      webhook: new URL('https://other/hook'),
      credentials: { kind: 'token', token: 'token-2' },
      notifyOn: new Set(['critical']),
      everyRun: true,
      dryRun: true,
      stateFile: '/tmp/s.json',
      timeoutMs: 3000,
    })
  })

  it('takes a token file or a login from the environment', () => {
    expect(monitorOptions([], { ...ENV, HYPERION_TOKEN: '', HYPERION_TOKEN_FILE: tokenFile }).credentials).toMatchObject({
      token: 'token-2',
    })
    const login = { HYPERION_USERNAME: 'bot', HYPERION_PASSWORD: 'a b' }
    expect(monitorOptions(['--dry-run'], login).credentials).toEqual({ kind: 'password', username: 'bot', password: 'a b' })
  })

  it('names every mistake at once', () => {
    expect(mistakes(['--notify-on', 'critical,info', '--timeout', '0', '--url', 'hub'], {})).toEqual([
      'the hub (--url, HYPERION_URL) must be an address like https://…',
      'needs the Discord webhook: HYPERION_DISCORD_WEBHOOK or --webhook',
      'needs HYPERION_TOKEN, --token-file, or HYPERION_USERNAME with HYPERION_PASSWORD',
      '--notify-on must be critical,warning or one of them',
      '--timeout must be a whole number from 1 to 300',
    ])
  })

  it.each([
    [['--webhok=https://discord.com/secret'], "Unknown option '--webhok'"],
    [['https://discord.com/secret'], 'takes options only'],
    [['--webhook', 'discord.com/secret'], 'the webhook (--webhook, HYPERION_DISCORD_WEBHOOK) must be an address'],
    [['--webhook', 'ftp://discord.com/secret'], 'the webhook (--webhook, HYPERION_DISCORD_WEBHOOK) must be an address'],
    [['--url', 'http://admin:secret@hub/'], 'must not hold a user name or a password'],
    [['--token-file', '/nowhere/token'], 'cannot read the token file /nowhere/token: ENOENT'],
    [['--timeout', '1e2'], '--timeout must be a whole number'],
    [['--notify-on', ''], '--notify-on must be'],
  ])('refuses %j without repeating a secret', (args, message) => {
    const found = mistakes(args)
    expect(found).toEqual([expect.stringContaining(message)])
    expect(found.join()).not.toContain('secret')
  })

  it('refuses a token of several lines', () => {
    expect(mistakes([], { ...ENV, HYPERION_TOKEN: 'one\ntwo' })).toEqual(['HYPERION_TOKEN must hold one token and nothing else'])
  })
})
