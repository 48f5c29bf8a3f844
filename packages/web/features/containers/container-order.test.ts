import { describe, expect, it } from 'vitest'
import { arranged, type ShownContainer, toneOf } from './container-order.ts'

function shown(name: string, change: Partial<ShownContainer> = {}): ShownContainer {
  const times = { created_at: 0, started_at: null, updated_at: 0, reported_at: null }
  const figures = { cpu: null, memory: null, memoryLimit: null, memoryPercent: null, received: null, sent: null, figures: null }
  const facts = {
    id: 1,
    container_id: 'abc',
    engine: 'docker',
    image: 'nginx:latest',
    state: 'running',
    exit_code: null,
    health: null,
  } as const
  return { name, ...facts, ...times, ...figures, ...change }
}

describe('the state of a container', () => {
  it.each([
    [{ state: 'running' }, 'good'],
    [{ state: 'running', health: 'healthy' }, 'good'],
    [{ state: 'running', health: 'starting' }, 'warn'],
    [{ state: 'running', health: 'unhealthy' }, 'bad'],
    [{ state: 'paused' }, 'warn'],
    [{ state: 'restarting', exit_code: 1 }, 'warn'],
    [{ state: 'exited', exit_code: 0 }, 'quiet'],
    [{ state: 'exited', exit_code: 137 }, 'warn'],
    [{ state: 'exited', health: 'unhealthy' }, 'quiet'],
    [{ state: 'dead' }, 'bad'],
    [{ state: 'unknown' }, 'quiet'],
    [{ state: 'removed', exit_code: 1 }, 'quiet'],
  ] as const)('%j is %s', (change, tone) => {
    expect(toneOf(shown('x', change))).toBe(tone)
  })
})

describe('the list of containers', () => {
  const all = [
    shown('web-10', { cpu: 5, memory: 10, received: 1, sent: 1 }),
    shown('web-9', { cpu: 50, memory: 1 }),
    shown('job', { state: 'exited', exit_code: 0 }),
    shown('db', { state: 'dead', image: 'postgres:18', memory: 99 }),
  ]
  const names = (search: string, order: 'state' | 'name' | 'cpu' | 'memory' | 'network') =>
    arranged(all, search, order).map(({ name }) => name)

  it.each([
    ['state', 'db web-9 web-10 job'],
    ['name', 'db job web-9 web-10'],
    ['cpu', 'web-9 web-10 db job'],
    ['memory', 'db web-10 web-9 job'],
    ['network', 'web-10 db job web-9'],
  ] as const)('by %s is %s', (order, expected) => {
    expect(names('', order).join(' ')).toBe(expected)
  })

  it('holds what has every word typed', () => {
    expect(names('WEB run', 'name')).toEqual(['web-9', 'web-10'])
    expect(names('postgres', 'name')).toEqual(['db'])
    expect(names('web postgres', 'name')).toEqual([])
  })
})
