export * from './command-store.ts'
