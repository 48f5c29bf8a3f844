import { existsSync } from 'node:fs'
import { systemClock } from '@hyperion/ports/clock'
import { RealSystemd } from '@hyperion/testkit/systemd'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { resolvePaths } from '../linux/paths.ts'
import { createUnits, type Units } from './units.ts'

const UNITS = {
  'broken.service': '[Service]\nExecStart=/bin/sh -c "exit 3"\n',
  'phoenix.service': '[Service]\nExecStart=/bin/sh -c "sleep 0.1; exit 4"\nRestart=on-failure\nRestartSec=60\n',
  'polite.service': '[Service]\nExecStart=/bin/true\nRestart=always\nRestartSec=60\n',
}

let systemd: RealSystemd
let units: Units
const log: string[] = []
let changes = 0
let wake = (): void => {}

beforeAll(async () => {
  systemd = await RealSystemd.start(UNITS)
  units = createUnits({
    paths: resolvePaths({ root: systemd.root }),
    clock: systemClock,
    monotonic: () => performance.now(),
    log: (line) => log.push(line),
    processes: async () => [],
    onChange: () => {
      changes++
      wake()
    },
  })
  await changed()
})
afterAll(async () => {
  units?.close()
  await systemd?.stop()
})

/** Settles with the next change that is told. */
const changed = (): Promise<void> =>
  new Promise((resolve) => {
    wake = resolve
  })
const find = async (name: string) => (await units.list()).find((each) => each.name === name)

it('tells at once that a service failed, and that it is well again', async () => {
  const heard = changed()
  await systemd.systemctl('start', 'broken')
  await heard
  expect(await find('broken')).toMatchObject({ state: 'failed', failures: 1 })
  const well = changed()
  await systemd.systemctl('reset-failed', 'broken')
  await well
  expect((await find('broken'))?.state).toBe('stopped')
})

it('counts a service that fails and is started again before anybody sees it failed, not one that ends well', async () => {
  await systemd.systemctl('start', 'polite')
  const heard = changed()
  await systemd.systemctl('start', 'phoenix')
  await heard
  expect(await find('phoenix')).toMatchObject({ state: 'starting', failures: 1 })
  expect((await find('polite'))?.failures).toBeUndefined()
})

it('listens on after the bus was away', async () => {
  const heard = changed()
  await systemd.systemctl('restart', 'dbus')
  await heard
  expect(log).toEqual([expect.stringContaining('systemd is not heard')])
  const failed = changed()
  await systemd.systemctl('start', 'broken')
  await failed
  expect(await find('broken')).toMatchObject({ state: 'failed', failures: 2 })
  expect(existsSync(systemd.socket)).toBe(true)
  expect(changes).toBeGreaterThan(3)
})
