export { type AuditedDeed, AuditLog } from './audit-log.ts'
