export * from './oidc-server.ts'
