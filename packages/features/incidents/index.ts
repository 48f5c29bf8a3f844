export * from './incidents.ts'
export * from './metrics.ts'
export * from './orchestrator.ts'
export { runbookStep } from './runbook-step.ts'
