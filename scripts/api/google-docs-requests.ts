import type { Override } from './override.ts'

/** The hub that is being tried has no account at Google. */
export const GOOGLE_DOCS_OVERRIDES: Readonly<Record<string, Override>> = {
  'PUT /api/v1/google-docs/settings/': { status: 400, body: { enabled: true } },
  'POST /api/v1/google-docs/test/': { status: 404 },
}
