export * from './current-breaches.ts'
