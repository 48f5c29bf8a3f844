import type { UnitInfo, UnitState } from '@hyperion/domain/hosts'
import { testApp } from '@hyperion/testkit/app'
import { fakeLiveHost, sampleReport } from '@hyperion/testkit/live-host'
import { describe, expect, it } from 'vitest'
import { runningFor, uptimeOf } from './uptime.ts'
import { watchedServices } from './watched-services.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

it.each([
  [45 * DAY + 12 * HOUR + 30 * MINUTE + 59, '45 jours, 12 heures, 30 minutes'],
  [DAY + HOUR + MINUTE, '1 jour, 1 heure, 1 minute'],
  [59, '0 jour, 0 heure, 0 minute'],
  [-5, '0 jour, 0 heure, 0 minute'],
])('%d seconds are %s', (seconds, formatted) => {
  expect(uptimeOf(seconds).formatted).toBe(formatted)
})

it.each([
  [5 * DAY + 3 * HOUR, '5 days'],
  [DAY, '1 day'],
  [23 * HOUR, '23 hours'],
  [HOUR, '1 hour'],
  [12 * MINUTE, '12 minutes'],
  [MINUTE, '1 minute'],
  [59, '0 minutes'],
])('a service of %d seconds runs for %s', (seconds, text) => {
  expect(runningFor(seconds * 1000)).toBe(text)
})

describe('watched services', () => {
  const now = 10 * DAY * 1000
  const unit = (name: string, state: UnitState = 'running'): UnitInfo => {
    const since = state === 'running' ? now - 2 * DAY * 1000 : null
    return { name, description: name, state, since, enabled: true }
  }

  it.each([
    ['mysql', 'mysqld'],
    ['mysql', 'mariadb'],
    ['redis', 'redis-server'],
    ['ssh', 'sshd'],
    ['sshd', 'ssh'],
    ['postgresql', 'postgresql@15-main'],
    ['docker', 'docker'],
    ['mine', 'mine'],
  ])('%s is found as %s', (watched, name) => {
    expect(watchedServices([watched], [unit('other'), unit(name)], now)).toEqual([
      { name: watched, status: 'running', uptime: '2 days', state: 'running' },
    ])
  })

  it('prefer the unit that runs: an instance to its wrapper', () => {
    const [postgresql] = watchedServices(['postgresql'], [unit('postgresql', 'stopped'), unit('postgresql@15-main')], now)
    expect(postgresql).toMatchObject({ status: 'running', uptime: '2 days' })
  })

  it.each(['stopped', 'failed', 'starting', 'unknown'] as const)('are stopped while %s', (state) => {
    expect(watchedServices(['nginx'], [unit('nginx', state)], now)).toEqual([{ name: 'nginx', status: 'stopped', uptime: null, state }])
  })

  it('are stopped when the machine does not know them', () => {
    expect(watchedServices(['nginx'], [unit('nginx-exporter')], now)).toEqual([
      { name: 'nginx', status: 'stopped', uptime: null, state: 'stopped' },
    ])
  })
})

it('shows every interface when asked, and sorts the top by memory when asked', async () => {
  const hub = await testApp()
  const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  const names = async (url: string): Promise<string[]> => {
    const { network } = (await hub.app.inject({ url, headers })).json()
    return network.interfaces.map(({ name }: { name: string }) => name)
  }
  expect(await names('/network')).toEqual(['eth0'])
  expect(await names('/network?all=false')).toEqual(['eth0'])
  expect(await names('/network?all=true')).toEqual(['eth0', 'lo'])
  const { top_processes } = (await hub.app.inject({ url: '/processes/top?sort=memory', headers })).json()
  expect(top_processes.map(({ name }: { name: string }) => name)).toEqual(['postgres', 'node', 'systemd', 'sh'])
  await hub.close()
})

it('answers null, not zero, for what the machine cannot tell, and the new sample as soon as it is there', async () => {
  let report = { at: 1_000, readings: sampleReport().readings.filter(({ group }) => group === 'load') }
  const hub = await testApp({ host: fakeLiveHost({ report: () => report }) })
  expect((await hub.app.inject({ url: '/cpu' })).json().cpu.usage_percent).toBeNull()
  expect((await hub.app.inject({ url: '/disk' })).json().disk).toEqual({
    total_gb: null,
    used_gb: null,
    free_gb: null,
    usage_percent: null,
  })
  report = { ...sampleReport({ at: 2_000, cpu: 12.34 }), readings: [...sampleReport({ cpu: 12.34 }).readings] }
  expect((await hub.app.inject({ url: '/cpu' })).json()).toMatchObject({ checked_at: '1970-01-01T00:00:02Z', cpu: { usage_percent: 12.3 } })
  await hub.close()
})
