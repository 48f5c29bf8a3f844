import { GoogleDocs } from '@hyperion/features/google-docs'
import { IncidentDocuments, type IncidentDocumentsDeps } from '@hyperion/features/incident-documents'
import { Outgoing } from '@hyperion/features/notifications'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Config } from '../config.ts'
import type { Storage } from './storage.ts'

/** For an answer of Google: other steps wait meanwhile. */
const GOOGLE_MS = 6_000

interface DocumentsDeps extends Pick<IncidentDocumentsDeps, 'incidents' | 'origin' | 'clock' | 'log'> {
  readonly config: Config
  readonly storage: Storage
  readonly secrets: SecretBox
}

interface Documents {
  readonly documents: IncidentDocuments
  readonly googleDocs: GoogleDocs
}

/** What people write of incidents. */
export function openDocuments({ config, storage, secrets, ...deps }: DocumentsDeps): Documents {
  const { documents: store, incidents: incidentStore } = storage.database
  const outgoing = new Outgoing({ allowPrivate: config.allowPrivateWebhooks, timeoutMs: GOOGLE_MS })
  const googleDocs = new GoogleDocs({ store: storage.database.googleDocs, secrets, outgoing, clock: deps.clock })
  const documents = new IncidentDocuments({ ...deps, store, incidentStore, provider: googleDocs })
  return { documents, googleDocs }
}
