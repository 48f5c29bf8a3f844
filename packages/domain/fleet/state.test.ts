import { describe, expect, it } from 'vitest'
import { type StateFacts, stateOf } from './state.ts'

const WELL: StateFacts = { maintenance: false, online: true, down: null, reportedAt: 1, level: null }
const down = (what: 'host' | 'agent' | 'unknown') => ({ online: false, down: { what, since: 1 } })

describe('stateOf', () => {
  it.each<[string, Partial<StateFacts>]>([
    ['healthy', {}],
    ['warning', { level: 'warning' }],
    ['critical', { level: 'critical' }],
    ['unknown', { reportedAt: null, online: false }],
    ['unknown', { reportedAt: null }],
    ['critical', { reportedAt: null, level: 'critical' }],
    ['stale', { online: false }],
    ['stale', { online: false, level: 'warning' }],
    ['critical', { online: false, level: 'critical' }],
    ['stale', down('agent')],
    ['stale', down('unknown')],
    ['down', down('host')],
    ['down', { ...down('host'), level: 'critical' }],
    ['maintenance', { maintenance: true, ...down('host'), level: 'critical' }],
  ])('is %s with %j', (state, facts) => {
    expect(stateOf({ ...WELL, ...facts })).toBe(state)
  })
})
