export * from './action.ts'
export * from './failures.ts'
export * from './states.ts'
export * from './tiers.ts'
