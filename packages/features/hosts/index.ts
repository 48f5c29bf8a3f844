export * from './hosts.ts'
export * from './hub-source.ts'
export * from './source.ts'
