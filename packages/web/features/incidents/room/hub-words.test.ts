import { expect, it } from 'vitest'
import en from '../../../app/i18n/en.json' with { type: 'json' }
import { hubReason, hubSentence } from './hub-words.ts'

it('knows the sentences of the hub, and the names in them', () => {
  expect(hubSentence({ type: 'DOCUMENT', message: 'Incident document linked' })).toEqual({ sentence: 'documentLinked', name: '' })
  expect(hubSentence({ type: 'ESCALATION', message: 'Nobody is paged: service web shop has no escalation policy' })).toEqual({
    sentence: 'noPolicy',
    name: 'web shop',
  })
  expect(hubSentence({ type: 'NOTIFICATION', message: 'bob (mail) was paged' })?.name).toBe('bob (mail)')
})

it('leaves what it does not know as the hub says it', () => {
  expect(hubSentence({ type: 'ESCALATION', message: 'Escalation stopped: nobody is left' })).toBeNull()
  expect(hubSentence({ type: 'COMMENT', message: 'War room opened' })).toBeNull()
})

it('reads as the hub wrote it where English is read', () => {
  const words: Readonly<Record<string, string>> = en.incidents.timeline.hub
  const message = 'Escalation policy Primary has begun'
  const said = hubSentence({ type: 'ESCALATION', message })
  expect(words[said?.sentence ?? '']?.replace('{{name}}', said?.name ?? '')).toBe(message)
})

it('knows why a step was left out', () => {
  expect(hubReason('no escalation policy')).toBe('noPolicy')
  expect(hubReason('service web shop has no escalation policy')).toBe('noPolicy')
  expect(hubReason('Slack is not set up')).toBe('noSlack')
  expect(hubReason('Slack answers 500')).toBeNull()
})
