export { type GoogleFile, GoogleWorkspace } from './workspace.ts'
