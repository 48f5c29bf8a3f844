export * from './fake-probe.ts'
export * from './veth.ts'
