export * from './hosts.ts'
export * from './hub-source.ts'
export { type Happening, HostJournal } from './journal.ts'
export * from './source.ts'
