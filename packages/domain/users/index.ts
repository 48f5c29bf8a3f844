export * from './preferences.ts'
export * from './roles.ts'
export * from './user.ts'
