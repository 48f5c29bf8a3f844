export * from './overview.ts'
export * from './views.ts'
