export * from './runbooks.ts'
export * from './step-commands.ts'
