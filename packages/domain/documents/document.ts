/** What people write of an incident: the live document while it lasts, and what they learn from it afterwards. */
export const DOCUMENT_KINDS = ['lid', 'postmortem'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** How a document is called in addresses. */
export const DOCUMENT_PATHS: Readonly<Record<DocumentKind, string>> = { lid: 'document', postmortem: 'postmortem' }

/** Why a version was kept. */
export const VERSION_REASONS = ['auto', 'manual', 'before_restore'] as const
export type VersionReason = (typeof VERSION_REASONS)[number]

/** Characters (UTF-16) that a document may have. */
export const DOCUMENT_LENGTH = 2_000_000

/** Bytes of one change, as a client may send it. */
export const CHANGE_BYTES = 4 * 1024 * 1024

/** Languages that a document may be begun in. */
export type DocumentLanguage = 'en' | 'fr'

/** Where people write a document. `origin`: of the web app, without a slash at its end. */
export function documentUrl(origin: string, shortId: string, kind: DocumentKind): string {
  return `${origin.replace(/\/$/, '')}/app/incidents/${shortId}/${DOCUMENT_PATHS[kind]}`
}
