export * from './silences.ts'
