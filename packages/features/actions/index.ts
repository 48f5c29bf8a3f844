export { Actions, type ActionsDeps, type Change, type OpenRun } from './actions.ts'
export type { Asker } from './asker.ts'
export { asDomainError } from './failures.ts'
export { checkedRows } from './output.ts'
