export { overShell } from './over-shell.ts'
