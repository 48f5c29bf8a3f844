export { GoogleDocs } from './google-docs.ts'
export type { GoogleDraft, GoogleProblem, GoogleView } from './settings.ts'
