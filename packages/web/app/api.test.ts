import { expect, it } from 'vitest'
import { errorFrom } from './api.ts'

it.each([
  ['a code', 409, { error: 'CONFLICT', message: 'taken', details: {} }, ['CONFLICT', 'taken', {}]],
  [
    'a sentence',
    400,
    { error: 'Validation failed', details: { title: ['This field is required.'] } },
    ['HTTP_400', 'Validation failed', { title: ['This field is required.'] }],
  ],
  [
    'a sentence that stands for a code',
    403,
    { error: 'Two-factor code required', details: {} },
    ['STEP_UP_REQUIRED', 'Two-factor code required', {}],
  ],
  ['neither', 502, { detail: 'proxy' }, ['HTTP_502', 'HTTP 502', {}]],
  ['no object', 502, undefined, ['HTTP_502', 'HTTP 502', {}]],
])('reads %s of a refusal', (_, status, body, read) => {
  const { code, message, details } = errorFrom(status, body)
  expect([code, message, details]).toEqual(read)
})

it('keeps what else a refusal tells', () => {
  expect(errorFrom(409, { error: 'Incident already exists', short_id: 'INC-A2B3C4' }).body?.short_id).toBe('INC-A2B3C4')
})
