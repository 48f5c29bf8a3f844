export * from './oidc-identities.ts'
export * from './password-resets.ts'
export * from './users.ts'
