export { type DocumentRef, type DocumentView, IncidentDocuments, type IncidentDocumentsDeps } from './documents.ts'
export type { EndReason, Seat } from './member.ts'
export type { DocumentProvider } from './provider.ts'
export { AUTO_VERSION_MS } from './room.ts'
