export * from './pdf-text.ts'
