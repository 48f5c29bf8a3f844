export { GoogleDocs, type GoogleDocsDeps } from './google-docs.ts'
export type { GoogleDraft, GoogleProblem, GoogleView } from './settings.ts'
