import { expect, it } from 'vitest'
import { type Report, reading } from '../metrics/index.ts'
import { isStrained, SnapshotSchedule } from './snapshot-schedule.ts'

const LEVELS = { cpu: 70, memory: 80 }

function report(at: number, cpu: number | null = 5, memory = 20, waits: Record<string, number> = {}): Report {
  return { at, readings: [reading('cpu', '', { usage: cpu }), reading('memory', '', { usage: memory }), reading('pressure', '', waits)] }
}

it('is strained near its thresholds and when tasks wait', () => {
  expect(isStrained(report(1), LEVELS)).toBe(false)
  expect(isStrained(report(1, null), LEVELS)).toBe(false)
  expect(isStrained(report(1, 60), LEVELS)).toBe(true)
  expect(isStrained(report(1, 5, 69.9), LEVELS)).toBe(false)
  expect(isStrained(report(1, 5, 70), LEVELS)).toBe(true)
  expect(isStrained(report(1, 5, 20, { memory_some: 12 }), LEVELS)).toBe(true)
  expect(isStrained({ at: 1, readings: [] }, LEVELS)).toBe(false)
})

it('is due every minute, and with every report while strained', () => {
  const schedule = new SnapshotSchedule()
  const due = (seconds: number, cpu: number): boolean => schedule.isDue(report(1_000_000 + seconds * 1000, cpu), LEVELS)
  expect([0, 15, 30, 45, 60, 75].map((second) => due(second, 5))).toEqual([true, false, false, false, true, false])
  expect([90, 105].map((second) => due(second, 95))).toEqual([true, true])
  expect([106, 109, 110].map((second) => due(second, 95))).toEqual([false, false, true])
  expect([120, 170].map((second) => due(second, 5))).toEqual([false, true])
})

it('does not wait for a clock that was set back', () => {
  const schedule = new SnapshotSchedule()
  expect(schedule.isDue(report(10_000_000), LEVELS)).toBe(true)
  expect(schedule.isDue(report(5_000_000), LEVELS)).toBe(true)
  expect(schedule.isDue(report(5_010_000), LEVELS)).toBe(false)
})
