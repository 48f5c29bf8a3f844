import type { DocumentLanguage } from '@hyperion/domain/documents'
import type { Incident } from '@hyperion/domain/incidents'

/** Keeps live documents outside of Hyperion. */
export interface DocumentProvider {
  /**
   * The document of an incident, begun with `text` where there is none yet. Null while the provider is not used; `refused`
   * says why it will never take it. Rejects while it may be worth trying again.
   */
  begin(
    incident: Incident,
    text: (language: DocumentLanguage) => string,
  ): Promise<{ readonly url: string } | { readonly refused: string } | null>
  /** Address of a document that was begun. */
  url(incident: string): Promise<string | null>
}
