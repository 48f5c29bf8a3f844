import type { ChannelKindRow, ChannelRow } from '@hyperion/wire/web'
import { expect, it } from 'vitest'
import { draftErrors, draftOf, requestOf } from './draft.ts'

const words = { en: 'x', fr: 'x' }
const field = (name: string, more: object) => ({
  ...{ name, label: words, hint: null, type: 'text', secret: false, required: true, generated: false, example: '' },
  ...more,
})
const KIND = {
  kind: 'hook',
  label: words,
  setup: [],
  available: true,
  fields: [field('url', { secret: true }), field('key', { secret: true, generated: true }), field('room', { required: false })],
} as unknown as ChannelKindRow
const CHANNEL: ChannelRow = {
  id: 1,
  kind: 'hook',
  name: 'ops',
  enabled: false,
  notify_on: ['critical'],
  notify_recovery: false,
  remind_after: 60,
  group_wait: 0,
  hosts: [3],
  settings: { room: 'a' },
  secrets_set: ['url'],
  held_until: null,
  latest: null,
}

it('asks for what is required and not there yet', () => {
  const empty = draftOf(null, KIND, '')
  expect(Object.keys(draftErrors(empty, KIND, [])).sort()).toEqual(['name', 'url'])
  expect(draftErrors({ ...empty, name: 'ops' }, KIND, ['url'])).toEqual({})
  const wrong = { ...empty, name: 'ops', levels: [], groupWait: '301' }
  expect(Object.keys(draftErrors(wrong, KIND, ['url']))).toEqual(['notify_on', 'group_wait'])
  for (const groupWait of ['', '-1', '1.5', 'x']) expect(draftErrors({ ...wrong, groupWait }, KIND, ['url'])).toHaveProperty('group_wait')
})

it('gives back what was there, secrets left out', () => {
  const { id: _, secrets_set: __, held_until: ___, latest: ____, ...same } = CHANNEL
  expect(requestOf(draftOf(CHANNEL, KIND, ''), KIND)).toEqual(same)
  const draft = draftOf(CHANNEL, KIND, '')
  expect(requestOf({ ...draft, settings: { url: ' https://x ', room: '' } }, KIND).settings).toEqual({ url: 'https://x', room: '' })
})
