export * from './slack-service.ts'
