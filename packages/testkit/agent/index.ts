export * from './agent-hub.ts'
export * from './fake-agent.ts'
