export * from './hosts.ts'
export * from './hub-source.ts'
export { HostJournal } from './journal.ts'
export * from './source.ts'
