import type { MaintenanceStore, NewMaintenanceWindow, NewSilence, SilenceStore } from '@hyperion/ports/silences'
import { beforeEach, describe, expect, it } from 'vitest'

interface SilenceStoresUnderTest {
  readonly silences: SilenceStore
  readonly maintenance: MaintenanceStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const SELECTOR = { hosts: [1], tags: ['web'], rules: ['cpu'], instances: '*' }
const SILENCE: NewSilence = { ...SELECTOR, from: NOW, to: NOW + 1000, reason: 'known', author: 'ada', createdAt: NOW }
const WINDOW: NewMaintenanceWindow = {
  ...SELECTOR,
  name: 'Backups',
  from: null,
  to: null,
  recurrence: { every: 'week', days: [7], day: null, start: '02:00', minutes: 90, zone: 'Europe/Paris' },
  author: 'ada',
  updatedAt: NOW,
}

export function silenceStoreContract(name: string, make: () => Promise<SilenceStoresUnderTest>): void {
  describe(`${name} as SilenceStore and MaintenanceStore`, () => {
    let silences: SilenceStore
    let maintenance: MaintenanceStore

    beforeEach(async () => {
      const made = await make()
      silences = made.silences
      maintenance = made.maintenance
      return () => made.close()
    })

    it('keeps silences until they are ended or old', async () => {
      const first = await silences.create(SILENCE)
      expect(first).toEqual({ ...SILENCE, id: expect.any(Number) })
      const second = await silences.create({ ...SILENCE, to: NOW + 5000, hosts: [], reason: '' })
      expect(await silences.list()).toEqual([second, first])
      await silences.trim(NOW + 1000)
      expect(await silences.list()).toHaveLength(2)
      await silences.trim(NOW + 1001)
      expect(await silences.list()).toEqual([second])
      await silences.delete(second.id)
      expect(await silences.list()).toEqual([])
      await expect(silences.delete(second.id)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keeps, changes and forgets windows', async () => {
      const made = await maintenance.create(WINDOW)
      expect(made).toEqual({ ...WINDOW, id: expect.any(Number) })
      const change = { ...WINDOW, name: 'Move', from: NOW, to: NOW + 1, recurrence: null, author: 'bob', updatedAt: NOW + 2 }
      expect(await maintenance.update(made.id, change)).toEqual({ ...change, id: made.id })
      expect(await maintenance.list()).toEqual([{ ...change, id: made.id }])
      await maintenance.delete(made.id)
      expect(await maintenance.list()).toEqual([])
      await expect(maintenance.update(made.id, WINDOW)).rejects.toMatchObject({ code: 'not_found' })
      await expect(maintenance.delete(made.id)).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
