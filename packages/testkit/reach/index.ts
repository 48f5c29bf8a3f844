export { tcpProbe } from '@hyperion/adapters/probe-tcp'
export * from './fake-probe.ts'
export * from './veth.ts'
