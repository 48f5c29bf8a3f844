export * from './document-client.ts'
