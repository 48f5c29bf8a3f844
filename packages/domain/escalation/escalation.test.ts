import { expect, it } from 'vitest'
import {
  afterStep,
  type EscalationPolicy,
  isPastEnd,
  missingSteps,
  NOBODY_WAIT_MS,
  type NotificationRule,
  pagesFor,
  stepName,
} from './index.ts'

const step = (delayMinutes: number) => ({ delayMinutes, targets: [{ type: 'user', id: 1 }] as const })
const PLAN: Pick<EscalationPolicy, 'steps' | 'repeat'> = { steps: [step(5), step(10)], repeat: 1 }
const AT = 1_000_000
const reached = { at: AT, reached: true, roundReached: true }
const nobody = { at: AT, reached: false, roundReached: false }

it.each([
  ['the next step after its delay', { round: 0, step: 0 }, reached, { round: 0, step: 1 }, 5 * 60_000],
  ['the first step again', { round: 0, step: 1 }, reached, { round: 1, step: 0 }, 10 * 60_000],
  ['the end after the last delay', { round: 1, step: 1 }, reached, { round: 2, step: 0 }, 10 * 60_000],
  ['the next at once where nobody was reached', { round: 0, step: 0 }, nobody, { round: 0, step: 1 }, 0],
  [
    'a round at once where an earlier step reached somebody',
    { round: 0, step: 1 },
    { ...nobody, roundReached: true },
    { round: 1, step: 0 },
    0,
  ],
  ['a round after a while where nobody was reached at all', { round: 0, step: 1 }, nobody, { round: 1, step: 0 }, NOBODY_WAIT_MS],
  ['the end at once where nobody was reached at all', { round: 1, step: 1 }, nobody, { round: 2, step: 0 }, 0],
])('goes on with %s', (_, from, outcome, position, wait) => {
  expect(afterStep(PLAN, from, outcome)).toEqual({ position, dueAt: AT + wait })
  expect(isPastEnd(PLAN, position)).toBe(position.round === 2)
})

it('names what is not written down', () => {
  expect(missingSteps(PLAN, { round: 0, step: 0 }, [])).toEqual([])
  expect(missingSteps(PLAN, { round: 1, step: 1 }, [{ round: 0, step: 1 }])).toEqual([
    { round: 0, step: 0 },
    { round: 1, step: 0 },
  ])
  const all = [0, 1].flatMap((round) => [0, 1].map((of) => ({ round, step: of })))
  expect(missingSteps(PLAN, { round: 2, step: 0 }, all)).toEqual([])
  expect(missingSteps(PLAN, { round: 2, step: 0 }, all.slice(1))).toEqual([{ round: 0, step: 0 }])
})

it('names steps', () => {
  expect(stepName(PLAN, { round: 1, step: 0 })).toBe('Step 1 (round 2 of 2)')
  expect(stepName({ ...PLAN, repeat: 0 }, { round: 0, step: 1 })).toBe('Step 2')
})

const rule = (method: string, delayMinutes = 0, urgency: NotificationRule['urgency'] = 'urgent') => ({ method, delayMinutes, urgency })
it.each([
  ['mail and push for who chose nothing', [], ['mail', 'push'], ['mail 0', 'push 0']],
  ['what works of it', [], ['mail'], ['mail 0']],
  ['what was chosen, in time', [rule('7', 5), rule('push')], ['mail', 'push', '7'], ['push 0', '7 5']],
  ['one method several times', [rule('push'), rule('push', 5), rule('push', 5)], ['push'], ['push 0', 'push 5']],
  ['what was chosen for the other urgency', [rule('7', 0, 'other')], ['push', '7'], ['push 0']],
  ['mail where nothing of what was chosen works', [rule('7')], ['mail'], ['mail 0']],
  ['nothing where nothing works', [rule('7')], [], []],
])('pages by %s', (_, rules, working, expected) => {
  const planned = pagesFor(rules, 'urgent', (method) => working.includes(method))
  expect(planned.map(({ method, delayMinutes }) => `${method} ${delayMinutes}`)).toEqual(expected)
})
