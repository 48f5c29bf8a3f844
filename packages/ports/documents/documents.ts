import type { DocumentKind, VersionReason } from '@hyperion/domain/documents'

/** A document as it is kept: a state of the shared text, and the changes since. Times are epoch ms. */
export interface StoredDocument {
  readonly id: number
  /** UUID of its incident. */
  readonly incident: string
  readonly kind: DocumentKind
  readonly state: Uint8Array
  /** Number of the latest change that is part of the state. */
  readonly folded: number
  /** Number of the latest change. */
  readonly revision: number
  /** Who made changes since the latest version. */
  readonly authors: readonly string[]
  /** Revision of the latest version; 0 when there is none. */
  readonly versioned: number
  readonly createdAt: number
  readonly updatedAt: number
}

export interface NewDocument {
  readonly incident: string
  readonly kind: DocumentKind
  readonly state: Uint8Array
  readonly at: number
}

export interface DocumentChange {
  readonly revision: number
  readonly data: Uint8Array
}

/** The text as it was once. */
export interface DocumentVersion {
  /** A UUID. */
  readonly id: string
  readonly revision: number
  readonly reason: VersionReason
  readonly authors: readonly string[]
  readonly at: number
  /** Characters of the text. */
  readonly length: number
}

export interface NewVersion {
  readonly revision: number
  readonly reason: VersionReason
  readonly authors: readonly string[]
  readonly at: number
  readonly markdown: string
}

/** Documents go with their incident. Whatever names an unknown document rejects with `DomainError('not_found')`. */
export interface DocumentStore {
  find(incident: string, kind: DocumentKind): Promise<StoredDocument | undefined>
  /** The one that is there when there is one: safe however many ask at once. */
  create(document: NewDocument): Promise<{ readonly document: StoredDocument; readonly created: boolean }>
  /** Those after a revision, in order, apart from what was folded. */
  changesAfter(id: number, revision: number): Promise<readonly DocumentChange[]>
  /** Numbers the changes and keeps them for good before it answers the number of the last one. */
  append(id: number, changes: readonly Uint8Array[], by: { readonly authors: readonly string[]; readonly at: number }): Promise<number>
  /** Puts a state that has all changes up to a revision in their place; does nothing when another one was quicker. */
  fold(id: number, state: Uint8Array, revision: number): Promise<void>
  /** Keeps a version, forgets who wrote since the one before, and of the automatic ones all but the newest so many. */
  saveVersion(id: number, version: NewVersion, automatic: number): Promise<DocumentVersion>
  /** Newest first. */
  versions(
    id: number,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly count: number; readonly versions: readonly DocumentVersion[] }>
  version(id: number, version: string): Promise<(DocumentVersion & { readonly markdown: string }) | undefined>
}
