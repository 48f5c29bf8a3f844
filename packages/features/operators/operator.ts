import type { ActionEvent, Capabilities, ControlBody, OperationId } from '@hyperion/wire/actions'

/** Something that a host is asked to do. */
export interface OrderRequest {
  /** UUID, new for each. */
  readonly id: string
  readonly operation: OperationId
  /** Checked by the catalog. */
  readonly params: object
  readonly by: { readonly user: string; readonly address: string }
  /** Empty for what changes nothing. */
  readonly reason: string
  readonly approvedBy: string | null
}

/** Takes what comes of an order, in order; the next output is asked for when the answer settles. After `ended` nothing comes. */
export type EventSink = (event: ActionEvent) => void | Promise<void>

export interface RunningOrder {
  control(body: ControlBody): void
}

/** One host's ear for orders. */
export interface Operator {
  readonly capabilities: Capabilities
  /** Always ends with an `ended` event, whatever becomes of the host. */
  start(request: OrderRequest, sink: EventSink): RunningOrder
}
