import type { UnitInfo } from '@hyperion/domain/hosts'
import { TestClock } from '@hyperion/testkit/clock'
import { AGENT_LIMITS } from '@hyperion/wire/agent'
import { expect, it } from 'vitest'
import { watchUnits } from './unit-watch.ts'

const unit = (name: string, state: UnitInfo['state'] = 'running', description = name): UnitInfo => ({
  name,
  description,
  state,
  since: null,
  enabled: true,
})

async function watching(list: () => Promise<readonly UnitInfo[]>) {
  const clock = new TestClock()
  const told: (readonly UnitInfo[])[] = []
  const log: string[] = []
  const { look, stop: end } = watchUnits({ list, clock, tell: (units) => told.push(units), log: (line) => log.push(line) })
  await clock.advance(0)
  return { clock, told, log, look, end }
}

it('tells units at first and when one changes', async () => {
  let units = [unit('nginx')]
  const { clock, told, end } = await watching(async () => units)
  await clock.advance(180_000)
  expect(told).toEqual([[unit('nginx')]])
  units = [unit('nginx', 'failed')]
  await clock.advance(60_000)
  expect(told).toHaveLength(2)
  end()
  units = []
  await clock.advance(120_000)
  expect(told).toHaveLength(2)
})

it('tells them within a moment when it is told to look', async () => {
  let units = [unit('nginx')]
  const { clock, told, look } = await watching(async () => units)
  units = [unit('nginx', 'failed')]
  look()
  await clock.advance(0)
  expect(told.at(-1)).toEqual([unit('nginx', 'failed')])
})

it('says once that they cannot be listed, and goes on', async () => {
  let broken = true
  const { clock, told, log } = await watching(async () => {
    if (broken) throw new Error('no bus')
    return [unit('nginx')]
  })
  await clock.advance(120_000)
  expect(log).toEqual(['units cannot be listed: no bus'])
  broken = false
  await clock.advance(60_000)
  expect(told).toHaveLength(1)
})

it('keeps within what the hub takes, failed ones first', async () => {
  const many = Array.from({ length: 3000 }, (_, i) => unit(`${i} ${'n'.repeat(400)}`, i === 2999 ? 'failed' : 'running', 'd'.repeat(500)))
  const { told } = await watching(async () => many)
  const [units = []] = told
  expect(units.length).toBeLessThanOrEqual(AGENT_LIMITS.units)
  expect(units[0]?.state).toBe('failed')
  expect(Buffer.byteLength(JSON.stringify(units))).toBeLessThan(AGENT_LIMITS.unitBytes)
  expect(units.every(({ name }) => name.length <= 255)).toBe(true)
})
