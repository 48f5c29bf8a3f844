import type { Role } from '@hyperion/domain/users'

/** What one is signed in with. Times are ISO-8601. */
export interface SignInRow {
  readonly id: string
  readonly kind: 'token' | 'cookie' | 'jwt' | 'permanent'
  readonly created_at: string
  readonly last_seen_at: string | null
  /** Null for a token that lasts. */
  readonly expires_at: string | null
  readonly address: string
  /** What the client called itself, empty when it did not. */
  readonly user_agent: string
  /** The one that asks. */
  readonly current: boolean
}

/** `GET /api/sessions`; `DELETE /api/sessions/{id}` ends one, `DELETE /api/sessions` all others; both answer 204. */
export interface SignInsAnswer {
  readonly sessions: readonly SignInRow[]
}

export interface ApiKeyRow {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** How the key begins. */
  readonly hint: string
  readonly user: { readonly id: number; readonly username: string }
  readonly created_at: string
  readonly expires_at: string | null
  readonly last_used_at: string | null
  readonly expired: boolean
}

/** `GET /api/api-keys`: one's own, or everybody's for administrators. */
export interface ApiKeysAnswer {
  readonly keys: readonly ApiKeyRow[]
}

/** `POST /api/api-keys`; `DELETE /api/api-keys/{id}` answers 204. */
export interface ApiKeyRequest {
  readonly name: string
  /** One's own when left out. */
  readonly role?: Role
  /** ISO-8601; null or left out for a key without an end. */
  readonly expires_at?: string | null
}

export interface NewApiKeyAnswer extends ApiKeyRow {
  /** The key itself, shown this once. */
  readonly key: string
}
