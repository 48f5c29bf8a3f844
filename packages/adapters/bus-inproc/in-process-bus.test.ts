import { busContract } from '@hyperion/ports/contract'
import { expect, it } from 'vitest'
import { createBus } from './index.ts'

busContract('the in-process bus', async () => ({ bus: createBus(() => {}), close: async () => {} }))

it('logs a subscriber that throws', () => {
  const lines: string[] = []
  const bus = createBus((line) => lines.push(line))
  bus.subscribe('notification', () => {
    throw new Error('careless')
  })
  bus.publish('notification', { at: 1, level: 'info', message: 'x' })
  expect(lines).toEqual(['a subscriber of notification failed: careless'])
})
