import { FLEET_CHOICES } from '@hyperion/wire/fleet'
import { describe, expect, it } from 'vitest'
import { fittingColumns, gridTemplate } from './columns.ts'

describe('fittingColumns', () => {
  it('leaves all where there is room, and what matters most where there is little', () => {
    expect(fittingColumns(FLEET_CHOICES.columns, 2000, true)).toEqual(FLEET_CHOICES.columns)
    expect(fittingColumns(FLEET_CHOICES.columns, 800, true)).toEqual(['cpu', 'memory', 'disk'])
    expect(fittingColumns(FLEET_CHOICES.columns, 100, true)).toEqual([])
    expect(fittingColumns(['kind'], 800, false)).toEqual(['kind'])
  })

  it('has a place for each column in the grid', () => {
    expect(gridTemplate(['cpu'], true)).toBe('24px 132px minmax(152px, 240fr) minmax(88px, 136fr)')
    expect(gridTemplate([], false)).toBe('132px minmax(152px, 240fr)')
  })
})
