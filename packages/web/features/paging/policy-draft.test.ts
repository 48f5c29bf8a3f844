import { expect, it } from 'vitest'
import { draftErrors, draftOf, emptyStep, keyOf, moved, requestOf, targetOf } from './policy-draft.ts'

it.each([
  { type: 'user', id: 3 },
  { type: 'channel', id: 7 },
  { type: 'schedule', id: 'a:b' },
  { type: 'team', id: '550e8400-e29b-41d4-a716-446655440000' },
] as const)('reads $type back', (target) => {
  expect(targetOf(keyOf(target))).toEqual(target)
})

it('says what is wrong at its field', () => {
  const step = { ...emptyStep(0), delay: 'soon' }
  expect(draftErrors({ ...draftOf(null), steps: [step], repeat: '10' })).toEqual({
    name: 'catalog.nameMissing',
    'steps.0.targets': 'paging.noTargets',
    'steps.0.delay_minutes': 'paging.delayWrong',
    repeat: 'paging.repeatWrong',
  })
  const good = { ...draftOf(null), name: ' Day ', steps: [{ key: 4, targets: ['user:1'], delay: '0' }] }
  expect(draftErrors(good)).toEqual({})
  expect(requestOf(good)).toMatchObject({ name: 'Day', steps: [{ delay_minutes: 0, targets: [{ type: 'user', id: 1 }] }], repeat: 2 })
})

it('moves steps, and none beyond the ends', () => {
  expect([moved(['a', 'b', 'c'], 0, 1), moved(['a', 'b'], 0, -1), moved(['a', 'b'], 1, 1)]).toEqual([
    ['b', 'a', 'c'],
    ['a', 'b'],
    ['a', 'b'],
  ])
})
