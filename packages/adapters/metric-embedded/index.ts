export * from './client.ts'
export type { DatabaseLocation } from './protocol.ts'
