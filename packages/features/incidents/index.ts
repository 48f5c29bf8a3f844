export * from './incidents.ts'
export * from './metrics.ts'
export * from './orchestrator.ts'
