export * from './event.ts'
export * from './state.ts'
export * from './thresholds.ts'
export * from './wording.ts'
