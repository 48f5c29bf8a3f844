import type { ScrapeTargetRow } from '@hyperion/wire/web'
import { expect, it } from 'vitest'
import { draftOf, requestOf } from './target-draft.ts'

const TARGET: ScrapeTargetRow = {
  host: 2,
  name: 'web-01',
  url: 'https://web-01:9100/metrics',
  auth: 'basic',
  username: 'ada',
  ca: null,
  server_name: null,
  interval_seconds: 30,
  timeout_seconds: 10,
  created_at: 0,
  last_seen: null,
  failure: null,
  machine: null,
}

it('asks for a new target as it was typed', () => {
  const draft = { ...draftOf(null), url: ' web-01:9100 ', auth: 'bearer' as const, bearer: 'x', interval: '5' }
  expect(requestOf(draft, null)).toEqual({ url: 'web-01:9100', auth: { bearer: 'x' }, ca: null, server_name: null, interval_seconds: 5 })
})

it('leaves credentials and name alone that were not changed', () => {
  expect(requestOf(draftOf(TARGET), TARGET)).toEqual({ url: TARGET.url, ca: null, server_name: null, interval_seconds: 30 })
})

it('replaces credentials that were typed anew, and takes them away', () => {
  expect(requestOf({ ...draftOf(TARGET), password: 'y' }, TARGET)).toMatchObject({ auth: { username: 'ada', password: 'y' } })
  expect(requestOf({ ...draftOf(TARGET), auth: 'none' }, TARGET)).toMatchObject({ auth: null })
  expect(requestOf({ ...draftOf(TARGET), unchecked: true, name: 'shop' }, TARGET)).toMatchObject({ unchecked: true, name: 'shop' })
})
