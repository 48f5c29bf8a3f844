import { expect, it } from 'vitest'
import { countsOf, filterOf, shownUnits } from './live-order.ts'
import type { LiveUnit } from './use-live-units.ts'

const unit = (name: string, state: LiveUnit['state'], kind: LiveUnit['kind'] = 'service'): LiveUnit => ({
  name,
  kind,
  description: `The ${name}`,
  load: 'loaded',
  active: 'active',
  sub: 'running',
  state,
  enabled: 'enabled',
  since: null,
  protected: false,
})

const UNITS = [unit('web', 'running'), unit('cron', 'stopped'), unit('backup', 'failed'), unit('daily', 'running', 'timer')]
const names = (units: readonly LiveUnit[]) => units.map(({ name }) => name)

it('shows what needs attention first, by filter and by every word', () => {
  expect(names(shownUnits(UNITS, 'service', ''))).toEqual(['backup', 'web', 'cron'])
  expect(names(shownUnits(UNITS, 'running', ''))).toEqual(['daily', 'web'])
  expect(names(shownUnits(UNITS, 'all', 'THE we'))).toEqual(['web'])
  expect(countsOf(UNITS)).toMatchObject({ all: 4, failed: 1, running: 2, timer: 1, service: 3 })
  expect([filterOf(null), filterOf('timer'), filterOf('bogus')]).toEqual(['service', 'timer', 'service'])
})
