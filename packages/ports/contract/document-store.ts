import type { DocumentStore, NewVersion, StoredDocument } from '@hyperion/ports/documents'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import { beforeEach, describe, expect, it } from 'vitest'
import { NEW_SERVICE, UNKNOWN_ID } from './service-samples.ts'

interface DocumentStoreUnderTest {
  readonly documents: DocumentStore
  readonly incidents: IncidentStore
  readonly services: Pick<ServiceStore, 'create'>
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const MINUTE = 60_000
const KEPT = 3
const bytes = (...values: number[]) => Uint8Array.from(values)

export function documentStoreContract(name: string, make: () => Promise<DocumentStoreUnderTest>): void {
  describe(`${name} as DocumentStore`, () => {
    let store: DocumentStore
    let incident: string
    let document: StoredDocument

    beforeEach(async () => {
      const made = await make()
      store = made.documents
      const service = await made.services.create({ ...NEW_SERVICE, escalationPolicyId: null })
      const opened = await made.incidents.open(
        {
          title: 'Redis',
          description: '',
          severity: 'SEV1_CRITICAL',
          service: service.id,
          scopes: [],
          source: 'manual',
          dedupKey: null,
          createdBy: null,
          detectedAt: NOW,
          at: NOW,
        },
        [],
      )
      incident = opened.incident.id
      document = (await store.create({ incident, kind: 'lid', state: bytes(0, 255, 7), at: NOW })).document
      return () => made.close()
    })

    const append = (values: readonly number[], authors = ['ada'], at = NOW + MINUTE) =>
      store.append(
        document.id,
        values.map((each) => bytes(each)),
        { authors, at },
      )
    const version = (fields: Partial<NewVersion> = {}): NewVersion => ({
      revision: 1,
      reason: 'manual',
      authors: ['ada'],
      at: NOW + MINUTE,
      markdown: '# Été\n',
      ...fields,
    })

    it('keeps one document of each kind, however many make it at once', async () => {
      expect(document).toEqual({
        id: expect.any(Number),
        incident,
        kind: 'lid',
        state: bytes(0, 255, 7),
        folded: 0,
        revision: 0,
        authors: [],
        versioned: 0,
        createdAt: NOW,
        updatedAt: NOW,
      })
      const made = await Promise.all([1, 2, 3].map((each) => store.create({ incident, kind: 'postmortem', state: bytes(each), at: NOW })))
      expect(made.filter(({ created }) => created)).toHaveLength(1)
      expect(new Set(made.map(({ document: each }) => each.id)).size).toBe(1)
      expect(await store.create({ incident, kind: 'lid', state: bytes(9), at: NOW + 1 })).toEqual({ document, created: false })
      expect(await store.find(incident, 'lid')).toEqual(document)
      expect(await store.find(UNKNOWN_ID, 'lid')).toBeUndefined()
    })

    it('numbers changes without a gap, also those that are appended at once', async () => {
      expect(await append([1, 2])).toBe(2)
      const numbers = await Promise.all([append([3, 4], ['bob']), append([5]), append([6])])
      expect(Math.max(...numbers)).toBe(6)
      const changes = await store.changesAfter(document.id, 0)
      expect(changes.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6])
      expect(changes.slice(0, 2).map(({ data }) => data)).toEqual([bytes(1), bytes(2)])
      expect(await store.changesAfter(document.id, 6)).toEqual([])
      const found = await store.find(incident, 'lid')
      expect(found).toMatchObject({ revision: 6, updatedAt: NOW + MINUTE })
      expect([...(found?.authors ?? [])].sort()).toEqual(['ada', 'bob'])
      await expect(store.append(document.id + 100, [bytes(1)], { authors: [], at: NOW })).rejects.toMatchObject({ code: 'not_found' })
    })

    it('folds changes into a state, and never an older one over a newer', async () => {
      await append([1, 2, 3])
      await store.fold(document.id, bytes(42), 2)
      expect(await store.find(incident, 'lid')).toMatchObject({ state: bytes(42), folded: 2, revision: 3 })
      expect((await store.changesAfter(document.id, 0)).map(({ revision }) => revision)).toEqual([3])
      await store.fold(document.id, bytes(41), 1)
      await store.fold(document.id, bytes(99), 7)
      expect(await store.find(incident, 'lid')).toMatchObject({ state: bytes(42), folded: 2 })
    })

    it('keeps versions, the newest first, and forgets who wrote before', async () => {
      await append([1])
      const first = await store.saveVersion(document.id, version(), KEPT)
      expect(first).toEqual({ id: expect.any(String), revision: 1, reason: 'manual', authors: ['ada'], at: NOW + MINUTE, length: 6 })
      expect(await store.find(incident, 'lid')).toMatchObject({ authors: [], versioned: 1 })
      const second = await store.saveVersion(document.id, version({ revision: 2, reason: 'before_restore', authors: [] }), KEPT)
      expect(await store.versions(document.id, { offset: 0, limit: 20 })).toEqual({ count: 2, versions: [second, first] })
      expect(await store.versions(document.id, { offset: 1, limit: 1 })).toEqual({ count: 2, versions: [first] })
      expect(await store.version(document.id, first.id)).toEqual({ ...first, markdown: '# Été\n' })
      expect(await store.version(document.id + 100, first.id)).toBeUndefined()
      expect(await store.version(document.id, UNKNOWN_ID)).toBeUndefined()
      await expect(store.saveVersion(document.id + 100, version(), KEPT)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keeps so many automatic versions, and all others', async () => {
      await store.saveVersion(document.id, version({ revision: 1 }), KEPT)
      for (let revision = 2; revision <= 6; revision += 1) await store.saveVersion(document.id, version({ revision, reason: 'auto' }), KEPT)
      const { versions } = await store.versions(document.id, { offset: 0, limit: 20 })
      expect(versions.map(({ revision }) => revision)).toEqual([6, 5, 4, 1])
    })
  })
}
