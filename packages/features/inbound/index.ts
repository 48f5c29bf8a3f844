export { KIND_GUIDES, type KindGuide } from './guides.ts'
export { type Accepted, Inbox, type IncomingRequest } from './inbox.ts'
export {
  type IntegrationDraft,
  type IntegrationProblem,
  Integrations,
  type IntegrationUpdate,
  NAME_LENGTH,
  type Sender,
} from './integrations.ts'
export { type InboundParts, openInbound } from './open-inbound.ts'
export type { ServiceLookup } from './processing.ts'
