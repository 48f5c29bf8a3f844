export * from './paging.ts'
export * from './policy.ts'
