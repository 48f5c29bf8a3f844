export * from './identities.ts'
export * from './notifications.ts'
export * from './rules.ts'
export * from './web.ts'
