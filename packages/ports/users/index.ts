export * from './password-resets.ts'
export * from './users.ts'
