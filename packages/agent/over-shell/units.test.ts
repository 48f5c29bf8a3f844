import { once } from 'node:events'
import { ActionError } from '@hyperion/domain/actions'
import { systemClock } from '@hyperion/ports/clock'
import { SshFailure } from '@hyperion/ports/ssh'
import { RealSystemd } from '@hyperion/testkit/systemd'
import { type ActionEvent, type Ended, OPERATIONS, type OperationId, type ParamsOf, type RowOf } from '@hyperion/wire/actions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overShell } from './over-shell.ts'
import type { Reach } from './reach.ts'

const UNITS = {
  'sleepy.service':
    '[Unit]\nDescription=Sleeps "well"\nDocumentation=man:sleep(1)\n[Service]\nUser=daemon\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n',
  'broken.service': '[Service]\nExecStart=/bin/false\n',
  'stubborn.service': '[Service]\nExecStart=/bin/sh -c "trap : TERM; while :; do sleep 1; done"\nTimeoutStopSec=600\n',
  'chatty.service': '[Service]\nExecStart=/bin/sh -c "echo one; echo two Zwölf; echo three >&2; exec sleep infinity"\n',
  'daily.timer': '[Unit]\nDescription=Now and then\n[Timer]\nOnCalendar=daily\nOnBootSec=2h\nPersistent=true\nUnit=sleepy.service\n',
}

let systemd: RealSystemd
let reach: Reach
beforeAll(async () => {
  systemd = await RealSystemd.start(UNITS)
  reach = { connection: connectionTo(systemd), context: { bootedAt: 0 }, roots: [], clock: systemClock }
})
afterAll(() => systemd.stop())

/** As an SSH connection would be; a shell of this machine stands in for the account's. */
function connectionTo(host: RealSystemd): Reach['connection'] {
  return {
    run: (command, input) => host.shell(command, input),
    async open(command) {
      const child = host.open(command ?? 'sh')
      const ended = once(child, 'close').then(([exitCode, signal]) => ({ exitCode, signal }))
      return {
        output: child.stdout as AsyncIterable<Uint8Array>,
        ended,
        write: (bytes) => void child.stdin?.write(bytes),
        end: () => void child.stdin?.end(),
        resize() {},
        close: () => void child.stdin?.destroy(),
      }
    },
    sftp: () => Promise.reject(new SshFailure('command', 'its server has no SFTP')),
    connectTo: () => Promise.reject(new SshFailure('forwarding', 'open failed')),
    connectOnwards: async () => ({ problem: 'forbidden', message: 'open failed' }),
    ended: new Promise(() => {}),
    end() {},
  }
}

interface Told<O extends OperationId> {
  readonly rows: readonly RowOf<O>[]
  readonly text: string
  readonly result: Promise<Record<string, unknown>>
  cancel(): void
}

function begin<O extends OperationId>(operation: O, params: ParamsOf<O>): Told<O> {
  const { promise: result, resolve, reject } = Promise.withResolvers<Record<string, unknown>>()
  const told = { rows: [] as RowOf<O>[], text: '' }
  const { row, result: check } = OPERATIONS[operation]
  const take = (event: ActionEvent): void => {
    if (event.kind === 'rows') told.rows.push(...event.rows.map((each) => row?.(each as never, 'row') as RowOf<O>))
    if (event.kind === 'text') told.text += event.text
    if (event.kind === 'ended') settle(event)
  }
  const settle = ({ error, result: found }: Ended): void => {
    if (error) reject(new ActionError(error.failure, error.message))
    else resolve(check(found, 'result') as Record<string, unknown>)
  }
  result.catch(() => {})
  const { control } = overShell.begin({ id: 'x', operation, params, by: 'alice' }, reach, take)
  return Object.assign(told, { result, cancel: () => control({ kind: 'cancel' }) })
}

const control = (unit: string, verb: ParamsOf<'unit.control'>['verb']) => begin('unit.control', { unit, verb })

it('lists the units of a real systemd as the catalog has them', async () => {
  const { rows, result } = begin('unit.list', {})
  await result
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.some(({ name }) => name === 'multi-user.target')).toBe(true)
})

it('starts, enables and stops, and says how to undo it', async () => {
  expect(await control('sleepy.service', 'start').result).toMatchObject({
    active: 'active',
    sub: 'running',
    state: 'running',
    undo: { operation: 'unit.control', params: { unit: 'sleepy.service', verb: 'stop' } },
  })
  expect(await control('sleepy.service', 'enable').result).toMatchObject({ enabled: 'enabled' })
  const listed = begin('unit.list', {})
  await listed.result
  const row = listed.rows.find(({ name }) => name === 'sleepy.service')
  expect(row).toMatchObject({ description: 'Sleeps "well"', kind: 'service', state: 'running', enabled: 'enabled' })
  expect(await control('sleepy.service', 'stop').result).toMatchObject({ active: 'inactive', state: 'stopped' })
})

it('says what came of it where nothing did', async () => {
  await expect(control('no-such-unit.service', 'start').result).rejects.toMatchObject({ failure: 'missing' })
  await expect(control('broken.service', 'start').result).rejects.toMatchObject({
    failure: 'failed',
    message: expect.stringMatching(/exited with 1/),
  })
  await expect(control('--version', 'start').result).rejects.toMatchObject({ failure: 'missing' })
})

it('takes back a stop that hangs, and says how it stands then', async () => {
  await control('stubborn.service', 'start').result
  const stop = control('stubborn.service', 'stop')
  await expect.poll(() => systemd.systemctl('is-active', 'stubborn.service')).toBe('deactivating')
  stop.cancel()
  await expect(stop.result).rejects.toMatchObject({ failure: 'cancelled', message: expect.stringMatching(/stubborn.service is \w+ \(/) })
  await systemd.systemctl('kill', '--signal=KILL', 'stubborn.service')
})

describe('a unit', () => {
  it('is told with what it stands on and how its process is', async () => {
    await control('sleepy.service', 'start').result
    expect(await begin('unit.detail', { unit: 'sleepy.service' }).result).toMatchObject({
      name: 'sleepy.service',
      description: 'Sleeps "well"',
      documentation: ['man:sleep(1)'],
      active: 'active',
      since: expect.any(Number),
      mainPid: expect.any(Number),
      command: '/bin/sleep infinity',
      user: 'daemon',
      fragment: '/etc/systemd/system/sleepy.service',
      can: { start: true, stop: true, reload: false },
      requires: expect.arrayContaining(['sysinit.target']),
      exit: null,
    })
    expect(await begin('unit.detail', { unit: 'broken.service' }).result).toMatchObject({
      state: 'failed',
      result: 'exit-code',
      exit: { code: 'exited', status: 1, at: expect.any(Number) },
    })
    await expect(begin('unit.detail', { unit: 'none.service' }).result).rejects.toMatchObject({ failure: 'missing' })
  })

  it('shows its files', async () => {
    const { files } = await begin('unit.files', { unit: 'sleepy.service' }).result
    expect(files).toEqual([{ path: '/etc/systemd/system/sleepy.service', text: UNITS['sleepy.service'], cut: false }])
  })

  it('goes off by its timers', async () => {
    await control('daily.timer', 'start').result
    const timers = begin('unit.timers', {})
    await timers.result
    const daily = timers.rows.find(({ name }) => name === 'daily.timer')
    expect(daily).toMatchObject({ description: 'Now and then', active: 'active', starts: 'sleepy.service', persistent: true })
    expect(daily?.next).toBeGreaterThan(Date.now())
    expect(daily?.next).toBeLessThan(Date.now() + 86_400_000)
    expect(daily?.schedule).toEqual(['*-*-* 00:00:00', 'OnBootSec=7200s'])
  })

  it('tells what it wrote, page by page, and what it writes until nobody listens', async () => {
    await control('chatty.service', 'start').result
    const journal = (params: Partial<ParamsOf<'unit.journal'>>) =>
      begin('unit.journal', { unit: 'chatty.service', lines: 100, follow: false, ...params })
    const messages = async (params: Partial<ParamsOf<'unit.journal'>>) => {
      const told = journal(params)
      await told.result
      return told.rows.map(({ message }) => message)
    }
    await expect.poll(() => messages({})).toEqual(expect.arrayContaining(['one', 'two Zwölf', 'three']))
    expect(await messages({ search: 'TWO' })).toEqual(['two Zwölf'])
    const last = journal({ lines: 1 })
    expect(await last.result).toEqual({ more: true })
    expect(await messages({ lines: 1, before: last.rows[0]?.cursor as string })).not.toEqual(last.rows.map(({ message }) => message))

    const live = journal({ follow: true, lines: 1 })
    await expect.poll(() => live.rows.length).toBe(1)
    await control('chatty.service', 'restart').result
    await expect.poll(() => live.rows.filter(({ message }) => message === 'one').length).toBe(1)
    live.cancel()
    await expect(live.result).rejects.toMatchObject({ failure: 'cancelled' })
    expect(await systemd.run('pgrep', '-f', 'journalctl.*--follow')).toBe('')
  })
})
