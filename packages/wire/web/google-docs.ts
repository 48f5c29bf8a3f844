/** What the web app and the hub say to each other about Google Docs. Times are ISO strings. */

/** How Google Docs is set up; of the key nothing is told. */
export interface GoogleDocsAnswer {
  readonly configured: boolean
  /** False when the key is sealed with one that is gone. */
  readonly readable: boolean
  readonly enabled: boolean
  /** Mail address of the service account. */
  readonly account: string | null
  readonly folder: string | null
  readonly share_with: readonly string[]
  readonly language: 'en' | 'fr'
  readonly server: string | null
  readonly updated_at: string | null
  readonly updated_by: string | null
}

export interface GoogleDocsRequest extends Pick<GoogleDocsAnswer, 'enabled' | 'folder' | 'share_with' | 'language' | 'server'> {
  /** Left out: stays as it is. */
  readonly key?: string
}

export interface GoogleDocsTestAnswer {
  readonly ok: boolean
  readonly error: string | null
}
