export type { EventSink, Operator, OrderRequest, RunningOrder } from './operator.ts'
export { failed, OrderLine, type OrderLineOptions } from './order-line.ts'
