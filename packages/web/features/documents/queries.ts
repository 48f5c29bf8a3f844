import type {
  DocumentAnswer,
  DocumentKind,
  DocumentVersionAnswer,
  DocumentVersionRow,
  DocumentVersionsAnswer,
} from '@hyperion/wire/documents'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { ApiError, request } from '../../app/api.ts'

const DOCUMENTS = 'incident-documents'

export interface DocumentName {
  /** Short id of the incident. */
  readonly incident: string
  readonly kind: DocumentKind
}

export const pathOf = (kind: DocumentKind): string => (kind === 'lid' ? 'document' : 'postmortem')

export function documentApi({ incident, kind }: DocumentName, rest = ''): string {
  return `/api/v1/incidents/${encodeURIComponent(incident)}/${pathOf(kind)}/${rest}`
}

/** What the document is about; null for a postmortem that was not started. Its text comes over the socket. */
export function useDocument(name: DocumentName) {
  return useQuery({
    queryKey: [DOCUMENTS, name.incident, name.kind],
    queryFn: async ({ signal }) => {
      try {
        return await request<DocumentAnswer>(documentApi(name), { signal })
      } catch (error) {
        if (name.kind === 'postmortem' && error instanceof ApiError && error.status === 404) return null
        throw error
      }
    },
  })
}

export function useVersions(name: DocumentName) {
  return useQuery({
    queryKey: [DOCUMENTS, name.incident, name.kind, 'versions'],
    queryFn: ({ signal }) => request<DocumentVersionsAnswer>(documentApi(name, 'versions/?page_size=100'), { signal }),
    refetchInterval: 30_000,
  })
}

export function useVersion(name: DocumentName, id: string) {
  return useQuery({
    queryKey: [DOCUMENTS, name.incident, name.kind, 'version', id],
    queryFn: ({ signal }) => request<DocumentVersionAnswer>(documentApi(name, `versions/${encodeURIComponent(id)}/`), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export async function startPostmortem(client: QueryClient, incident: string, language: string): Promise<void> {
  const name = { incident, kind: 'postmortem' } as const
  try {
    await request(documentApi(name), { method: 'POST', body: { language } })
  } catch (error) {
    // Somebody else was quicker.
    if (!(error instanceof ApiError && error.status === 409)) throw error
  }
  await client.invalidateQueries({ queryKey: [DOCUMENTS, incident, 'postmortem'] })
}

export function keepVersion(client: QueryClient, name: DocumentName): Promise<DocumentVersionRow> {
  return changing(client, name, () => request<DocumentVersionRow>(documentApi(name, 'versions/'), { method: 'POST' }))
}

export function restoreVersion(client: QueryClient, name: DocumentName, id: string): Promise<DocumentAnswer> {
  return changing(client, name, () =>
    request<DocumentAnswer>(documentApi(name, `versions/${encodeURIComponent(id)}/restore/`), { method: 'POST' }),
  )
}

async function changing<T>(client: QueryClient, name: DocumentName, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    await client.invalidateQueries({ queryKey: [DOCUMENTS, name.incident, name.kind, 'versions'] })
  }
}
