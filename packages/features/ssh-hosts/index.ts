export { isMachineAddress } from './address.ts'
export { type FirstSample, NotReached, type NotReachedKind } from './reach.ts'
export * from './source.ts'
export * from './ssh-hosts.ts'
