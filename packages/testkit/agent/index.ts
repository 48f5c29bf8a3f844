export * from './agent-hub.ts'
export * from './agent-process-path.ts'
export * from './fake-agent.ts'
