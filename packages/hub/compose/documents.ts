import { IncidentDocuments, type IncidentDocumentsDeps } from '@hyperion/features/incident-documents'
import type { Storage } from './storage.ts'

interface DocumentsDeps extends Pick<IncidentDocumentsDeps, 'incidents' | 'origin' | 'clock' | 'log'> {
  readonly storage: Storage
}

/** What people write of incidents. */
export function openDocuments({ storage, ...deps }: DocumentsDeps): IncidentDocuments {
  const { documents: store, incidents: incidentStore } = storage.database
  return new IncidentDocuments({ ...deps, store, incidentStore })
}
