export * from './fleet-views.ts'
