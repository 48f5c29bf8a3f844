import { sshHost, type TestApp, testApp } from '@hyperion/testkit/app'
import { eventually } from '@hyperion/testkit/eventually'
import { RealSystemd, SSHD_UNITS, SystemdSshd } from '@hyperion/testkit/systemd'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const UNITS = {
  ...SSHD_UNITS,
  'sleepy.service': '[Service]\nUser=daemon\nExecStart=/bin/sh -c "echo up; exec sleep 600600"\n[Install]\nWantedBy=multi-user.target\n',
  'other.service': '[Service]\nUser=daemon\nExecStart=/bin/sleep 600601\n[Install]\nWantedBy=multi-user.target\n',
}
/** As the operator guide has them, for one account and one unit. */
const RULES = `polkit.addRule(function (action, subject) {
  var name = action.id.replace("org.freedesktop.systemd1.", "");
  if (subject.user == "keeper" && name == "manage-units" && action.lookup("unit") == "sleepy.service") return polkit.Result.YES;
  if (subject.user == "filer" && name == "manage-unit-files") return polkit.Result.YES;
});
`
const ACCOUNTS = { guest: [], reader: ['systemd-journal'], keeper: [], filer: [] } as const

describe('units of a host over SSH, its systemd and its server real ones', () => {
  let systemd: RealSystemd
  let sshd: SystemdSshd
  let hub: TestApp
  let as: Record<keyof typeof ACCOUNTS, Awaited<ReturnType<typeof sshHost>>>

  beforeAll(async () => {
    systemd = await RealSystemd.start(UNITS)
    await systemd.shell('mkdir -p /etc/polkit-1/rules.d && cat >/etc/polkit-1/rules.d/50-units.rules', RULES)
    await systemd.systemctl('start', 'sleepy', 'other')
    sshd = await SystemdSshd.start(systemd, ACCOUNTS)
    hub = await testApp()
    const hosts = Object.keys(ACCOUNTS).map(async (name) => [name, await sshHost(hub, sshd, name)] as const)
    as = Object.fromEntries(await Promise.all(hosts)) as typeof as
  })
  afterAll(async () => {
    await hub?.close()
    sshd?.stop()
    await systemd?.stop()
  })

  async function control(who: keyof typeof ACCOUNTS, unit: string, verb: string) {
    const { host, call } = as[who]
    const answer = (await call('POST', `/api/hosts/${host}/units/${unit}/${verb}`, { reason: 'to see it' })).json()
    return answer.action ? answer.action.state : { message: answer.message, reason: answer.details?.reason }
  }
  /** Passes the moment in which a unit that has just begun may still fail. */
  async function settled<T>(work: Promise<T>): Promise<T> {
    let over = false
    void work.finally(() => (over = true))
    await eventually(async () => {
      await hub.clock.advance(100)
      expect(over).toBe(true)
    })
    return work
  }
  const refused = (words: RegExp) => ({ message: expect.stringMatching(words), reason: ['permission'] })
  const journal = async (who: keyof typeof ACCOUNTS, unit = 'sleepy.service') => {
    const { rows } = await as[who].read('unit.journal', { unit, lines: 100, follow: false })
    return rows.map(({ message }) => message)
  }
  const state = (unit: string) => systemd.systemctl('is-active', unit)

  it('are seen by an account without rights', async () => {
    const { rows } = await as.guest.read('unit.list', {})
    expect(rows.find(({ name }) => name === 'sleepy.service')).toMatchObject({ state: 'running' })
    expect((await as.guest.read('unit.detail', { unit: 'sleepy.service' })).result).toMatchObject({ user: 'daemon', active: 'active' })
    expect((await as.guest.read('unit.files', { unit: 'sleepy.service' })).result).toMatchObject({
      files: [{ text: UNITS['sleepy.service'] }],
    })
    expect((await as.guest.read('unit.timers', {})).rows.length).toBeGreaterThan(0)
  })

  it('write a journal that takes a group to be read: without it, nothing is not told as silence', async () => {
    await expect(journal('guest')).rejects.toMatchObject({ message: expect.stringContaining('systemd-journal') })
    expect(await journal('reader')).toContain('up')
    expect(await journal('reader', 'no-such.service')).toEqual([])
  })

  it('are controlled as far as polkit lets the account, and what it lacks is said', async () => {
    for (const verb of ['stop', 'restart', 'start', 'reset_failed'])
      expect([verb, await control('guest', 'sleepy.service', verb)]).toEqual([verb, refused(/polkit.*manage-units/)])
    for (const verb of ['enable', 'disable', 'mask', 'unmask'])
      expect([verb, await control('guest', 'sleepy.service', verb)]).toEqual([verb, refused(/polkit.*manage-unit-files/)])
    expect(await state('sleepy')).toBe('active')
    expect(await systemd.systemctl('is-enabled', 'sleepy')).toBe('disabled')

    expect(await control('keeper', 'sleepy.service', 'stop')).toBe('succeeded')
    expect(await state('sleepy')).toBe('inactive')
    const starting = control('keeper', 'sleepy.service', 'start')
    await expect.poll(() => state('sleepy')).toBe('active')
    expect(await settled(starting)).toBe('succeeded')
    expect(await control('keeper', 'other.service', 'stop')).toEqual(refused(/manage-units/))
    expect(await control('keeper', 'sleepy.service', 'enable')).toEqual(refused(/manage-unit-files/))
    expect(await state('other')).toBe('active')
  })

  it('are enabled by who may change their files', async () => {
    expect(await control('filer', 'other.service', 'enable')).toBe('succeeded')
    expect(await systemd.systemctl('is-enabled', 'other')).toBe('enabled')
    expect(await control('filer', 'other.service', 'disable')).toBe('succeeded')
  })

  it('are not controlled where there is no polkit', async () => {
    const stopped = async (why: string) => {
      for (const verb of ['stop', 'enable'])
        expect([why, verb, await control('keeper', 'sleepy.service', verb)]).toEqual([why, verb, refused(/it takes root/)])
    }
    await systemd.systemctl('mask', '--now', 'polkit')
    await stopped('masked')
    await systemd.run('rm', '/usr/share/dbus-1/system-services/org.freedesktop.PolicyKit1.service')
    await systemd.systemctl('reload', 'dbus')
    await stopped('not installed')
    expect(await state('sleepy')).toBe('active')
  })
})
