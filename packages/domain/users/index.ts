export * from './roles.ts'
export * from './user.ts'
