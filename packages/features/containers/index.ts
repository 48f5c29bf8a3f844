export * from './containers.ts'
