export * from './impact-scopes.ts'
export * from './services.ts'
export * from './teams.ts'
