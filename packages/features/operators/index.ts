export type { EventSink, Operator, OrderRequest, RunningOrder } from './operator.ts'
export { failed, OrderLine } from './order-line.ts'
