import type { IntegrationRow } from '@hyperion/wire/inbound'
import { expect, it } from 'vitest'
import { draftOf, prettyBody, problemsOf, settingsOf, withLine } from './draft.ts'

const SETTINGS = {
  severities: { critical: 'SEV1_CRITICAL', info: 'SEV4_LOW' },
  service_label: 'service',
  catch_all: null,
  flood_limit: 200,
  page_limit: 10,
  own_alerts: null,
} as const
const DRAFT = draftOf({ name: 'Paris', settings: SETTINGS } as unknown as IntegrationRow)

it('goes from settings to what is typed and back', () => {
  const { own_alerts: _, ...rest } = SETTINGS
  expect(settingsOf(DRAFT, false)).toEqual(rest)
  expect(settingsOf({ ...DRAFT, ownAlerts: 'all', catchAll: 'x' }, true)).toEqual({ ...rest, catch_all: 'x', own_alerts: 'all' })
})

it('says what is wrong', () => {
  expect(problemsOf(DRAFT)).toEqual({})
  const lines = withLine(DRAFT.severities)
  expect(lines.map(({ key }) => key)).toEqual([0, 1, 2])
  expect(problemsOf({ ...DRAFT, severities: lines })).toEqual({ severities: 'required' })
  const twice = lines.map((line) => (line.key === 2 ? { ...line, word: ' CRITICAL' } : line))
  expect(problemsOf({ ...DRAFT, severities: twice })).toEqual({ severities: 'twice' })
  const wrong = { ...DRAFT, name: ' ', serviceLabel: '', floodLimit: '0', pageLimit: '1e3' }
  expect(problemsOf(wrong)).toEqual({ name: 'required', service_label: 'required', flood_limit: 'count', page_limit: 'count' })
})

it('shows JSON in lines, and anything else as it is', () => {
  expect(prettyBody('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(prettyBody('{oops')).toBe('{oops')
})
