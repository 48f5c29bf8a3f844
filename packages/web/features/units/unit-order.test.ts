import { expect, it } from 'vitest'
import { matchingUnits } from './unit-order.ts'

type UnitStatus = Parameters<typeof matchingUnits>[0][number]['status']

const unit = (name: string, status: UnitStatus) => ({ name, status, description: `${name} daemon`, since: null, enabled: null })
const units = [unit('zeta', 'stopped'), unit('cron', 'running'), unit('nginx', 'failed'), unit('atd', 'running'), unit('odd', 'unknown')]

it('shows what needs attention first', () => {
  expect(matchingUnits(units, '').map((each) => each.name)).toEqual(['nginx', 'atd', 'cron', 'odd', 'zeta'])
})

it('finds by every word of name, description or state', () => {
  expect(matchingUnits(units, 'Daemon RUN cr').map((each) => each.name)).toEqual(['cron'])
  expect(matchingUnits(units, 'nothing')).toEqual([])
})
