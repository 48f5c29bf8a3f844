import { describe, expect, it } from 'vitest'
import { breaches, DEFAULT_THRESHOLDS } from './thresholds.ts'

describe('thresholds', () => {
  it('are breached strictly above, unrounded, the worse level only', () => {
    expect(breaches({ cpu: 70, memory: 85, disk: 90.0001 }, DEFAULT_THRESHOLDS)).toEqual([
      { resource: 'memory', level: 'warning', value: 85, threshold: 70 },
      { resource: 'disk', level: 'critical', value: 90.0001, threshold: 90 },
    ])
    expect(breaches({ cpu: 70.04, memory: 70, disk: 80 }, DEFAULT_THRESHOLDS)).toEqual([
      { resource: 'cpu', level: 'warning', value: 70.04, threshold: 70 },
    ])
  })

  it('are not breached by what is unknown', () => {
    expect(breaches({ cpu: null, memory: null, disk: null }, DEFAULT_THRESHOLDS)).toEqual([])
  })
})
