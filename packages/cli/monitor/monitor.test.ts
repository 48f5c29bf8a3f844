import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { PASSWORD, type TestApp, testApp } from '@hyperion/testkit/app'
import { type DiscordServer, startDiscord } from '@hyperion/testkit/discord'
import { eventually } from '@hyperion/testkit/eventually'
import { fakeLiveHost, type SampleFigures, sampleReport } from '@hyperion/testkit/live-host'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { takeLock } from './lock.ts'

const COMMAND = fileURLToPath(new URL('../main.ts', import.meta.url))
const WRAPPER = fileURLToPath(new URL('../../../scripts/monitor', import.meta.url))
const LINE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z monitor: (.*)$/

let hub: TestApp
let hubUrl: string
let token: string
let discord: DiscordServer
let folder: string
let figures: SampleFigures = {}

beforeAll(async () => {
  hub = await testApp({ host: fakeLiveHost({ report: () => sampleReport(figures) }) })
  hubUrl = await hub.app.listen({ port: 0, host: '127.0.0.1' })
  token = await hub.token('viewer')
  discord = await startDiscord()
  return async () => {
    await discord.close()
    await hub.close()
  }
})

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hyperion-monitor-'))
  figures = {}
  return () => rmSync(folder, { recursive: true })
})

interface Outcome {
  readonly code: number
  /** Log lines without their time, of both streams. */
  readonly lines: readonly string[]
  readonly printed: string
}

interface Run {
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly command?: readonly [string, ...string[]]
}

function start({ args = [], env = {}, command = [process.execPath, COMMAND, 'monitor'] }: Run = {}) {
  const [file, ...first] = command
  return spawn(file, [...first, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      HYPERION_URL: hubUrl,
      HYPERION_TOKEN: token,
      HYPERION_DISCORD_WEBHOOK: discord.url,
      ...env,
    },
  })
}

async function run(what?: Run): Promise<Outcome> {
  const child = start(what)
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  const printed = `${out}${error}`
  for (const secret of [token, PASSWORD, 'abcdefghijklmnop']) expect(printed).not.toContain(secret)
  return { code, printed, lines: printed.split('\n').flatMap((line) => LINE.exec(line)?.[1] ?? []) }
}

/** The titles of the blocks of each message since `from`. */
const titles = (from: number) => discord.messages.slice(from).map(({ embeds }) => embeds?.map(({ title }) => title))

describe('hyperion monitor', () => {
  it('tells what is new, changed or over, once', async () => {
    const from = discord.messages.length
    expect(await run()).toMatchObject({ code: 0, lines: ['nothing to send about atlas (0 alerts)'] })
    figures = { cpu: 94, disk: 87 }
    expect(await run()).toMatchObject({
      code: 0,
      lines: ['sent: atlas CPU CRITICAL: CPU usage is at 94%', 'sent: atlas DISK WARNING: Disk usage is at 87%'],
    })
    figures = { cpu: 95, disk: 87.5 }
    expect(await run()).toMatchObject({ code: 0, lines: ['nothing to send about atlas (2 alerts)'] })
    figures = { disk: 95 }
    await run()
    expect(titles(from)).toEqual([
      ['🚨 ALERTE MONITORING - atlas', '⚠️ CPU - CRITICAL', '⚠️ DISK - WARNING'],
      ['🚨 ALERTE MONITORING - atlas', '⚠️ DISK - CRITICAL', '✅ CPU - RECOVERED'],
    ])
    expect(discord.messages[from]?.embeds?.[1]).toEqual({
      title: '⚠️ CPU - CRITICAL',
      description: 'CPU usage is at 94%',
      color: 0xed4245,
      fields: [
        { name: 'Valeur actuelle', value: '94%', inline: true },
        { name: 'Seuil', value: '90%', inline: true },
      ],
    })
    expect(discord.lastPath).toMatch(/\?wait=true$/)
  })

  it('tells each time when asked to, through the script for cron, from any directory', async () => {
    const from = discord.messages.length
    figures = { memory: 71 }
    for (let time = 0; time < 2; time++) {
      expect(await run({ command: [WRAPPER], args: ['--every-run', '--state', 'state.json'] })).toMatchObject({ code: 0 })
    }
    expect(titles(from)).toEqual(Array(2).fill(['🚨 ALERTE MONITORING - atlas', '⚠️ MEMORY - WARNING']))
    expect(readFileSync(join(folder, 'state.json'), 'utf8')).toContain('MEMORY')
  })

  it('prints and neither sends nor remembers in a dry run', async () => {
    const from = discord.messages.length
    figures = { cpu: 94 }
    for (let time = 0; time < 2; time++) {
      const { code, lines, printed } = await run({ args: ['--dry-run'], env: { HYPERION_DISCORD_WEBHOOK: '' } })
      expect([code, lines]).toEqual([0, ['dry run: 1 to send about atlas']])
      expect(printed).toContain('"title": "🚨 ALERTE MONITORING - atlas"')
    }
    expect(titles(from)).toEqual([])
  })

  it('signs in with a name and a password and leaves no session behind', async () => {
    const env = { HYPERION_TOKEN: '', HYPERION_USERNAME: 'technicien', HYPERION_PASSWORD: PASSWORD }
    const created = vi.spyOn(hub.database.sessions, 'create')
    const revoked = vi.spyOn(hub.database.sessions, 'revoke')
    expect(await run({ env })).toMatchObject({ code: 0, lines: ['nothing to send about atlas (0 alerts)'] })
    expect(created).toHaveBeenCalledOnce()
    expect(revoked.mock.calls).toEqual(created.mock.calls.map(([{ tokenHash }]) => [tokenHash]))
  })

  it('sends again when what it sent is damaged or cannot be remembered', async () => {
    figures = { cpu: 94 }
    const state = join(folder, 'state.json')
    writeFileSync(state, '{"version": 1, "desti')
    const sent = 'sent: atlas CPU CRITICAL: CPU usage is at 94%'
    const warning = `cannot read what was sent before from ${state} (damaged): present alerts are sent again`
    const damaged = await run({ args: ['--state', state] })
    expect(damaged.code).toBe(0)
    expect(damaged.lines.toSorted()).toEqual([warning, sent])
    const under = join(state, 'below-a-file.json')
    const forgetful = await run({ args: ['--state', under] })
    expect(forgetful.code).toBe(2)
    expect(forgetful.lines).toEqual(
      expect.arrayContaining([sent, expect.stringMatching(/^sent, but it cannot be remembered and will be sent again: /)]),
    )
  })

  it('does not run twice at a time', async () => {
    const from = discord.messages.length
    figures = { cpu: 94 }
    const state = join(folder, 'state.json')
    const lock = await takeLock(`${state}.lock`, 0)
    if (lock === 'busy') throw new Error('busy from the start')
    const args = ['--state', state, '--timeout', '1']
    expect(await run({ args })).toMatchObject({ code: 0, lines: ['another run is still at work: left to it'] })
    lock.release()
    // The second waits for the first and then has nothing left to tell.
    const together = await Promise.all([run({ args: ['--state', state] }), run({ args: ['--state', state] })])
    expect(together.flatMap(({ lines }) => lines).toSorted()).toEqual([
      'nothing to send about atlas (1 alerts)',
      'sent: atlas CPU CRITICAL: CPU usage is at 94%',
    ])
    expect(titles(from)).toHaveLength(1)
  })
})

describe('hyperion monitor in trouble', () => {
  it('ends with 1 when the hub cannot be reached or refuses', async () => {
    const stopped = await startDiscord()
    const origin = `http://${stopped.address}`
    await stopped.close()
    const gone = await run({ args: ['--url', origin] })
    expect([gone.code, gone.lines]).toEqual([1, [`the hub at ${origin} cannot be reached: ECONNREFUSED`]])
    const refused = await run({ env: { HYPERION_TOKEN: 'not-a-token' } })
    expect([refused.code, refused.lines]).toEqual([1, [expect.stringMatching(/^the hub at \S+ refuses \/alerts \(401\): /)]])
    const env = { HYPERION_TOKEN: '', HYPERION_USERNAME: 'newcomer', HYPERION_PASSWORD: PASSWORD }
    const newcomer = await run({ env })
    expect([newcomer.code, newcomer.lines]).toEqual([1, [expect.stringMatching(/^the hub at \S+ refuses \/alerts \(403\): /)]])
    const other = await run({ args: ['--url', `http://${discord.address}`] })
    expect([other.code, other.lines]).toEqual([1, [expect.stringContaining('refuses /alerts (404): Unknown Webhook')]])
  })

  it('ends with 2 when misused, before asking anything', async () => {
    const { code, printed } = await run({ args: ['--url', 'hub', '--timeout', 'long'], env: { HYPERION_DISCORD_WEBHOOK: '' } })
    expect([code, printed.trim().split('\n')]).toEqual([
      2,
      [
        'hyperion monitor: the hub (--url, HYPERION_URL) must be an address like https://…',
        'hyperion monitor: needs the Discord webhook: HYPERION_DISCORD_WEBHOOK or --webhook',
        'hyperion monitor: --timeout must be a whole number from 1 to 300',
      ],
    ])
    const help = await run({ args: ['--help'] })
    expect([help.code, help.printed]).toEqual([0, expect.stringContaining('--notify-on')])
  })

  it('ends with 3 when Discord fails, and the next run tells what is left', async () => {
    figures = { cpu: 94 }
    const from = discord.messages.length
    discord.next({ status: 429, retryAfter: 0.05 }, { status: 404 })
    const failed = await run()
    expect([failed.code, failed.lines]).toEqual([
      3,
      [
        'Discord limits the rate (429); trying again in 0.05 s',
        'Discord no longer knows the webhook (404): make a new one in the channel’s settings',
      ],
    ])
    expect(titles(from)).toEqual([])
    expect(await run()).toMatchObject({ code: 0, lines: ['sent: atlas CPU CRITICAL: CPU usage is at 94%'] })
    expect(titles(from)).toHaveLength(1)
  })

  it('loses nothing when it is killed between sending and remembering', async () => {
    figures = { cpu: 94 }
    const [from, asked] = [discord.messages.length, discord.requests]
    // Discord has the message; the command does not know yet.
    discord.next('kept')
    const child = start()
    await eventually(() => expect([discord.requests, discord.messages.length]).toEqual([asked + 1, from + 1]))
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(await run()).toMatchObject({ code: 0, lines: ['sent: atlas CPU CRITICAL: CPU usage is at 94%'] })
    expect(titles(from)).toHaveLength(2)
  })
})
