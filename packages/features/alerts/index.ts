export { currentBreaches } from './current-breaches.ts'
export * from './evaluator.ts'
