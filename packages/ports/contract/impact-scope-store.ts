import type { ImpactScopeStore } from '@hyperion/ports/services'
import { beforeEach, describe, expect, it } from 'vitest'
import { UNKNOWN_ID } from './service-samples.ts'

interface ImpactScopeStoreUnderTest {
  readonly impactScopes: ImpactScopeStore
  close(): Promise<void>
}

export function impactScopeStoreContract(name: string, make: () => Promise<ImpactScopeStoreUnderTest>): void {
  describe(`${name} as ImpactScopeStore`, () => {
    let scopes: ImpactScopeStore
    const risk = { name: 'Data Loss Risk', description: 'É"%' }

    beforeEach(async () => {
      const made = await make()
      scopes = made.impactScopes
      return () => made.close()
    })

    it('keeps scopes, and lists them by name', async () => {
      const made = await scopes.create(risk)
      expect(made).toEqual({ ...risk, id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
      const other = await scopes.create({ name: 'customers', description: '' })
      expect(await scopes.list()).toEqual([other, made])
      expect([await scopes.byId(made.id), await scopes.byId(UNKNOWN_ID)]).toEqual([made, undefined])
    })

    it('changes what is told, and deletes', async () => {
      const made = await scopes.create(risk)
      expect(await scopes.update(made.id, {})).toEqual(made)
      expect(await scopes.update(made.id, { name: 'Data' })).toEqual({ ...made, name: 'Data' })
      expect(await scopes.update(made.id, { description: '' })).toEqual({ ...made, name: 'Data', description: '' })
      await scopes.delete(made.id)
      expect(await scopes.list()).toEqual([])
    })

    it('refuses a name that is taken and unknown scopes', async () => {
      await scopes.create(risk)
      const other = await scopes.create({ ...risk, name: 'Other' })
      await expect(scopes.create(risk)).rejects.toMatchObject({ code: 'conflict' })
      await expect(scopes.update(other.id, risk)).rejects.toMatchObject({ code: 'conflict' })
      await expect(scopes.update(UNKNOWN_ID, {})).rejects.toMatchObject({ code: 'not_found' })
      await expect(scopes.delete(UNKNOWN_ID)).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
