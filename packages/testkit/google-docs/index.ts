export { GoogleWorkspace } from './workspace.ts'
