import { createPrivateKey } from 'node:crypto'

/** What counts of the key that Google hands out for a service account. */
export interface ServiceAccountKey {
  /** Mail address of the account. */
  readonly account: string
  readonly keyId: string | null
  /** PEM of PKCS #8. */
  readonly privateKey: string
  /** Where tokens are asked for. */
  readonly tokenUri: string
}

const TOKEN_URI = 'https://oauth2.googleapis.com/token'

/** Null when the JSON is no key of a service account. */
export function readKey(json: string): ServiceAccountKey | null {
  const value = parsed(json)
  if (value?.type !== 'service_account') return null
  const { client_email: account, private_key: privateKey, private_key_id: id, token_uri: tokenUri = TOKEN_URI } = value
  if (typeof account !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(account) || account.length > 300) return null
  if (typeof privateKey !== 'string' || !isRsaKey(privateKey)) return null
  if (typeof tokenUri !== 'string' || !URL.canParse(tokenUri) || !/^https?:$/.test(new URL(tokenUri).protocol)) return null
  return { account, privateKey, tokenUri, keyId: typeof id === 'string' ? id : null }
}

function parsed(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function isRsaKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem)
    // What RS256 needs.
    return pem.includes('BEGIN PRIVATE KEY') && asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
  } catch {
    return false
  }
}
