import type { RunbookRow } from '@hyperion/wire/services'
import { expect, it } from 'vitest'
import { atSteps, commandsOf, draftOf, emptyStep, minutesOf, moved, requestOf } from './draft.ts'

const RUNBOOK: RunbookRow = {
  id: 'r',
  title: 'Recovery',
  description: '# x',
  service: { id: 's', name: 'redis' },
  steps: [
    {
      id: 'a',
      order: 1,
      title: 'Check',
      description: 'd',
      command: 'redis-cli',
      expected_duration_minutes: 2,
      is_critical: true,
      requires_confirmation: true,
    },
  ],
  created_at: '',
  updated_at: '',
}

it('sends back what it was made of, and new steps without an id', () => {
  const draft = draftOf(RUNBOOK, [])
  const { order: _, ...step } = RUNBOOK.steps[0] ?? { order: 1 }
  const whole = { title: 'Recovery', description: '# x', service: 's' }
  expect(requestOf(draft)).toEqual({ ...whole, steps: [step] })
  const added = requestOf({ ...draft, service: '', steps: [{ ...emptyStep(), title: ' New ', command: ' ' }] })
  expect(added).toMatchObject({ service: null, steps: [{ title: 'New', command: null, expected_duration_minutes: null }] })
  expect(added.steps?.[0]).not.toHaveProperty('id')
})

it('names saved commands by the steps that the hub knows, in their order', () => {
  const named = { command: 7, name: 'Restart', values: { unit: 'redis.service' } }
  const draft = draftOf(RUNBOOK, [{ ...named, step: 'a', deleted: false }])
  expect(draft.steps[0]?.saved).toEqual(named)
  const [step] = RUNBOOK.steps
  const steps = [step, { ...step, id: 'b', order: 2 }] as RunbookRow['steps']
  const { name: _, ...wanted } = named
  const added = { ...draft, steps: [{ ...emptyStep(), title: 'New' }, ...draft.steps] }
  expect(atSteps({ 'steps.0.values.unit': ['Must be filled in'], title: ['x'] }, added)).toEqual({
    'steps.1.saved': ['unit: Must be filled in'],
    title: ['x'],
  })
  expect(commandsOf(added, { ...RUNBOOK, steps: steps.toReversed() })).toEqual({ steps: [{ ...wanted, step: 'b' }] })
})

it('moves a step, and leaves it at the ends', () => {
  expect([moved('abc'.split(''), 0, 2), moved('abc'.split(''), 2, 1)].map((each) => each.join(''))).toEqual(['bca', 'acb'])
  expect([moved('ab'.split(''), 0, -1), moved('ab'.split(''), 1, 2)].map((each) => each.join(''))).toEqual(['ab', 'ab'])
})

it('adds up the minutes that are told', () => {
  expect(minutesOf([])).toBeNull()
  expect(minutesOf([{ expected_duration_minutes: null }, { expected_duration_minutes: 2 }, { expected_duration_minutes: 0 }])).toBe(2)
})
