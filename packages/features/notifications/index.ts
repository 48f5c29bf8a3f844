export { CHANNEL_KINDS } from './channels/index.ts'
export * from './channels-service.ts'
export * from './delivery-worker.ts'
export { Outgoing } from './outgoing.ts'
