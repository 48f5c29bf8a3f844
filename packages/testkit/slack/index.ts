export { SIGNING_SECRET, type SlackRequest, signed } from './signing.ts'
export * from './slack-service.ts'
export { SlackWorkspace, WORKSPACE_TOKEN } from './workspace.ts'
