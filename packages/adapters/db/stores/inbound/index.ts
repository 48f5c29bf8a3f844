export { SqlInboundStore } from './inbox.ts'
export { SqlIntegrationStore } from './integrations.ts'
export { SqlRouteStore } from './routes.ts'
