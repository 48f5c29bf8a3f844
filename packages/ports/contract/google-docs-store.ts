import type { GoogleDocsStore, StoredGoogleSettings } from '@hyperion/ports/google-docs'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import { beforeEach, describe, expect, it } from 'vitest'
import { NEW_SERVICE, UNKNOWN_ID } from './service-samples.ts'

interface GoogleDocsStoreUnderTest {
  readonly googleDocs: GoogleDocsStore
  readonly services: Pick<ServiceStore, 'create'>
  readonly incidents: IncidentStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)

const SETTINGS: StoredGoogleSettings = {
  key: 'v1.sealed',
  account: 'hyperion@project.iam.gserviceaccount.com',
  folder: 'folder-1',
  shareWith: ['ada@example.org', 'example.org'],
  language: 'fr',
  server: null,
  enabled: true,
  updatedAt: NOW,
  updatedBy: 'ada',
}

const documentOf = (incident: string, id: string) => ({ incident, id, url: `https://docs.google.com/document/d/${id}/edit` })

export function googleDocsStoreContract(name: string, make: () => Promise<GoogleDocsStoreUnderTest>): void {
  describe(`${name} as GoogleDocsStore`, () => {
    let store: GoogleDocsStore
    let incident: string

    beforeEach(async () => {
      const made = await make()
      store = made.googleDocs
      const { id: service } = await made.services.create({ ...NEW_SERVICE, escalationPolicyId: null })
      const draft = { title: 'Down', description: '', severity: 'SEV2_HIGH', service, scopes: [], source: 'manual' } as const
      const opened = await made.incidents.open({ ...draft, dedupKey: null, createdBy: null, detectedAt: NOW, at: NOW }, [])
      incident = opened.incident.id
      return () => made.close()
    })

    it('keeps one set of settings', async () => {
      expect(await store.settings()).toBeUndefined()
      await store.saveSettings(SETTINGS)
      expect(await store.settings()).toEqual(SETTINGS)
      const changed = {
        ...SETTINGS,
        folder: null,
        shareWith: [],
        server: 'https://google.example',
        enabled: false,
        language: 'en',
      } as const
      await store.saveSettings(changed)
      expect(await store.settings()).toEqual(changed)
    })

    it('keeps the first document of an incident, also without settings', async () => {
      expect(await store.document(incident)).toBeUndefined()
      const [one, other] = await Promise.all([
        store.saveDocument(documentOf(incident, 'one')),
        store.saveDocument(documentOf(incident, 'other')),
      ])
      expect(other).toEqual(one)
      await store.saveSettings(SETTINGS)
      await store.clearSettings()
      expect(await store.settings()).toBeUndefined()
      expect(await store.document(incident)).toEqual(one)
    })

    it('refuses documents of no incident', async () => {
      await expect(store.saveDocument(documentOf(UNKNOWN_ID, 'one'))).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
