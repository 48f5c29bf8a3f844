import { expect, it } from 'vitest'
import en from '../../app/i18n/en.json' with { type: 'json' }
import { ACTIONS, DEEDS, detailsText } from './deeds.ts'

it('has words for every deed', () => {
  const words = Object.entries(en.audit.actions).flatMap(([area, verbs]) => Object.keys(verbs).map((verb) => `${area}.${verb}`))
  expect(words.sort()).toEqual([...ACTIONS].sort())
  expect(Object.keys(DEEDS)).toContain('session')
})

it('shows details in one line', () => {
  expect(detailsText({ kind: 'discord', settings: ['url', 'token'], tags: [], enabled: false, error: null })).toBe(
    'kind: discord, settings: url token, tags: –, enabled: false, error: –',
  )
  expect(detailsText({ disk: { warning: 80, critical: 90 } })).toBe('disk warning: 80, disk critical: 90')
})
