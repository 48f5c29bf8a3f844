import { METRICS } from '@hyperion/wire/metrics'
import type { RuleRow } from '@hyperion/wire/web'
import { expect, it } from 'vitest'
import { panelOf, watchedBy } from './watched.ts'

const rule = (id: number, part: Partial<RuleRow>) => ({ id, kind: 'metric', metric: null, condition: 'above', ...part }) as RuleRow
const RULES = [rule(1, { metric: 'memory.swap_used' }), rule(2, { kind: 'filling' }), rule(3, { kind: 'silent' })]

it.each([
  ['cpu', 'cpu.usage', 'cpu'],
  ['disk', 'filesystem.usage', 'filesystems'],
  ['rule:1', 'memory.swap_used', 'swap'],
  ['rule:1:no-data', 'memory.swap_used', 'swap'],
  ['rule:2', 'filesystem.usage', 'filesystems'],
  ['rule:3', undefined, undefined],
  ['rule:99', undefined, undefined],
])('draws the alerts of %s with %s', (key, metric, panel) => {
  const watched = watchedBy(key, RULES)
  expect(watched?.metric.id).toBe(metric)
  expect(watched && panelOf(watched.metric)).toBe(panel ?? null)
})

it('knows a panel for each metric', () => {
  expect(METRICS.map(panelOf)).not.toContain('')
})
