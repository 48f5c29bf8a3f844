import { RealSystemd } from '@hyperion/testkit/systemd'
import { OPERATIONS } from '@hyperion/wire/actions'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { controlUnitOverShell, listUnitsOverShell } from './units.ts'

const UNITS = {
  'sleepy.service': '[Unit]\nDescription=Sleeps "well"\n[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n',
  'broken.service': '[Service]\nExecStart=/bin/false\n',
}
const CONTEXT = { bootedAt: 0 }

let systemd: RealSystemd
beforeAll(async () => {
  systemd = await RealSystemd.start(UNITS)
})
afterAll(() => systemd.stop())

const SCRIPTS = { 'unit.list': listUnitsOverShell, 'unit.control': controlUnitOverShell }

async function ask(operation: 'unit.list' | 'unit.control', params: object) {
  const { script, input, read } = SCRIPTS[operation]
  const { rows, result } = read(await systemd.shell(script, input(params, CONTEXT)), CONTEXT, params)
  const { row, result: check } = OPERATIONS[operation]
  return { rows: rows.map((each) => row?.(each, 'row') as { readonly name: string }), result: check(result, 'result') }
}

const control = (unit: string, verb: string) => ask('unit.control', { unit, verb })

it('lists the units of a real systemd as the catalog has them', async () => {
  const { rows } = await ask('unit.list', {})
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.some(({ name }) => name === 'multi-user.target')).toBe(true)
})

it('starts, enables and stops', async () => {
  expect((await control('sleepy.service', 'start')).result).toMatchObject({ active: 'active', sub: 'running', state: 'running' })
  expect((await control('sleepy.service', 'enable')).result).toMatchObject({ enabled: 'enabled' })
  const listed = (await ask('unit.list', {})).rows.find(({ name }) => name === 'sleepy.service')
  expect(listed).toMatchObject({ description: 'Sleeps "well"', kind: 'service', state: 'running', enabled: 'enabled' })
  expect((await control('sleepy.service', 'stop')).result).toMatchObject({ active: 'inactive', state: 'stopped' })
})

it('says what came of it where nothing did', async () => {
  await expect(control('no-such-unit.service', 'start')).rejects.toMatchObject({ failure: 'missing' })
  expect((await control('broken.service', 'start')).result).toMatchObject({ state: expect.stringMatching(/failed|running|stopped/) })
  await expect(control('--version', 'start')).rejects.toMatchObject({ failure: 'missing' })
})
