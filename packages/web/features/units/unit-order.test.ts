import { expect, it } from 'vitest'
import { matchingUnits } from './unit-order.ts'

const unit = (name: string, status: string) => ({ name, status, description: `${name} daemon`, since: null, enabled: null })
const units = [unit('zeta', 'stopped'), unit('cron', 'running'), unit('nginx', 'failed'), unit('atd', 'running'), unit('odd', 'strange')]

it('shows what needs attention first', () => {
  expect(matchingUnits(units, '').map((each) => each.name)).toEqual(['nginx', 'atd', 'cron', 'zeta', 'odd'])
})

it('finds by every word of name, description or state', () => {
  expect(matchingUnits(units, 'Daemon RUN cr').map((each) => each.name)).toEqual(['cron'])
  expect(matchingUnits(units, 'nothing')).toEqual([])
})
