export * from './nginx.ts'
