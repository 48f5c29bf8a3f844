export { RUN_RETENTION_MS, type TaskStatus, Tasks, type TasksDeps, USAGE_RETENTION_MS } from './tasks.ts'
