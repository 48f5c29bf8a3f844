export * from './identities.ts'
export * from './web.ts'
