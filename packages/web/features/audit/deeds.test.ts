import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import en from '../../app/i18n/en.json' with { type: 'json' }
import { ACTIONS, DEEDS, detailsText } from './deeds.ts'

const PACKAGES = fileURLToPath(new URL('../../../', import.meta.url))

it('has words for every deed', () => {
  const words = Object.entries(en.audit.actions).flatMap(([area, verbs]) => Object.keys(verbs).map((verb) => `${area}.${verb}`))
  expect(words.sort()).toEqual([...ACTIONS].sort())
  expect(Object.keys(DEEDS)).toContain('session')
})

it('knows every deed that the hub notes', () => {
  const noted = new Set<string>()
  for (const folder of ['faces', 'features']) {
    for (const file of readdirSync(`${PACKAGES}${folder}`, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.includes('node_modules')) continue
      const source = readFileSync(`${PACKAGES}${folder}/${file}`, 'utf8')
      for (const [, deed = ''] of source.matchAll(/\baction: '([a-z_]+\.[a-z_]+)'/g)) noted.add(deed)
    }
  }
  expect(noted.size).toBeGreaterThan(80)
  expect([...noted].filter((deed) => !ACTIONS.includes(deed))).toEqual([])
})

it('shows details in one line', () => {
  expect(detailsText({ kind: 'discord', settings: ['url', 'token'], tags: [], enabled: false, error: null })).toBe(
    'kind: discord, settings: url token, tags: –, enabled: false, error: –',
  )
  expect(
    detailsText({
      steps: [
        { title: 'Look', command: null },
        { title: 'Wait', command: null },
      ],
    }),
  ).toBe('steps: (title: Look, command: –) (title: Wait, command: –)')
  expect(detailsText({ operation: 'file.roots', target: '' })).toBe('operation: file.roots')
  expect(detailsText({ disk: { warning: 80, critical: 90 } })).toBe('disk warning: 80, disk critical: 90')
})
