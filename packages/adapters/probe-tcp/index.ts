export { tcpProbe } from './tcp-probe.ts'
