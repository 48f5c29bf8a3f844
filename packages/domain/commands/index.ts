export * from './saved-command.ts'
