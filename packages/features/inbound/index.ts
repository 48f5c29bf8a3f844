export { KIND_GUIDES } from './guides.ts'
export { type Accepted, Inbox } from './inbox.ts'
export {
  type IntegrationDraft,
  type IntegrationProblem,
  Integrations,
  type IntegrationUpdate,
  NAME_LENGTH,
  type Sender,
} from './integrations.ts'
export { type InboundParts, openInbound } from './open-inbound.ts'
