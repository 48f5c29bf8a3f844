import type { TagStore } from '@hyperion/ports/tags'
import { beforeEach, describe, expect, it } from 'vitest'
import { UNKNOWN_ID } from './service-samples.ts'

interface TagStoreUnderTest {
  readonly tags: TagStore
  close(): Promise<void>
}

export function tagStoreContract(name: string, make: () => Promise<TagStoreUnderTest>): void {
  describe(`${name} as TagStore`, () => {
    let tags: TagStore
    const postmortem = { name: 'postmortem-required', color: '#dc3545' }

    beforeEach(async () => {
      const made = await make()
      tags = made.tags
      return () => made.close()
    })

    it('keeps tags, and lists them by name', async () => {
      const made = await tags.create(postmortem)
      expect(made).toEqual({ ...postmortem, id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
      const other = await tags.create({ name: 'Customers', color: '#000000' })
      expect(await tags.list()).toEqual([other, made])
      expect([await tags.byId(made.id), await tags.byId(UNKNOWN_ID)]).toEqual([made, undefined])
    })

    it('changes what is told, and deletes', async () => {
      const made = await tags.create(postmortem)
      expect(await tags.update(made.id, {})).toEqual(made)
      expect(await tags.update(made.id, { name: 'x' })).toEqual({ ...made, name: 'x' })
      expect(await tags.update(made.id, { color: '#ffffff' })).toEqual({ id: made.id, name: 'x', color: '#ffffff' })
      await tags.delete(made.id)
      expect(await tags.list()).toEqual([])
    })

    it('refuses a name that is taken and unknown tags', async () => {
      await tags.create(postmortem)
      const other = await tags.create({ ...postmortem, name: 'Other' })
      await expect(tags.create(postmortem)).rejects.toMatchObject({ code: 'conflict' })
      await expect(tags.update(other.id, postmortem)).rejects.toMatchObject({ code: 'conflict' })
      await expect(tags.update(UNKNOWN_ID, {})).rejects.toMatchObject({ code: 'not_found' })
      await expect(tags.delete(UNKNOWN_ID)).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
