import type { RuleSettings } from '@hyperion/domain/alerts'
import type { RuleStore } from '@hyperion/ports/rules'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)
const ADA = { by: 'ada', at: NOW }

const LOAD: RuleSettings = {
  name: 'High load',
  enabled: true,
  kind: 'metric',
  metric: 'load.five',
  condition: 'above',
  warning: 8.5,
  critical: null,
  instances: '*',
  forSeconds: 300,
  margin: 1,
  noData: 'alert',
  noDataMinutes: 10,
  hosts: [1],
  tags: ['web'],
  schedule: { days: [1, 2], from: '22:00', to: '06:00', zone: 'Europe/Paris' },
}

export function ruleStoreContract(name: string, make: () => Promise<{ rules: RuleStore; close(): Promise<void> }>): void {
  describe(`${name} as RuleStore`, () => {
    let rules: RuleStore

    beforeEach(async () => {
      const made = await make()
      rules = made.rules
      return () => made.close()
    })

    it('begins with those that come with Hyperion', async () => {
      const first = await rules.list()
      expect(first.map(({ kind, enabled, builtIn, updatedBy }) => [kind, enabled, builtIn, updatedBy])).toEqual([
        ['filling', true, true, null],
        ['silent', true, true, null],
        ['unit_failed', true, true, null],
      ])
    })

    it('keeps, changes and forgets rules', async () => {
      const made = await rules.create(LOAD, ADA)
      expect(made).toEqual({ ...LOAD, id: expect.any(Number), builtIn: false, updatedAt: NOW, updatedBy: 'ada' })
      expect(await rules.byId(made.id)).toEqual(made)
      const change: RuleSettings = { ...LOAD, name: 'Load', enabled: false, schedule: null, critical: 12 }
      const changed = await rules.update(made.id, change, { by: 'bob', at: NOW + 1 })
      expect(changed).toEqual({ ...made, ...change, updatedAt: NOW + 1, updatedBy: 'bob' })
      expect((await rules.list()).at(-1)).toEqual(changed)
      await rules.delete(made.id)
      expect(await rules.byId(made.id)).toBeUndefined()
    })

    it('has a name once, and nothing to change of an unknown rule', async () => {
      const { id } = await rules.create(LOAD, ADA)
      await expect(rules.create(LOAD, ADA)).rejects.toMatchObject({ code: 'conflict' })
      await expect(rules.update(1, LOAD, ADA)).rejects.toMatchObject({ code: 'conflict' })
      await expect(rules.update(id + 1, LOAD, ADA)).rejects.toMatchObject({ code: 'not_found' })
      await expect(rules.delete(id + 1)).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
