export * from './incidents.ts'
export * from './orchestrator.ts'
