import type { EventSink, Operator, OrderRequest, RunningOrder } from '@hyperion/features/operators'
import type { Capabilities, ControlBody, Ended, Failure } from '@hyperion/wire/actions'
import { TOLD } from './told.ts'

const CANCELLED: Failure = { failure: 'cancelled', message: 'it was cancelled' }

/** A host that tells what stands in {@link TOLD}, or refuses everything that it is told to refuse. */
export class ScriptedOperator implements Operator {
  readonly capabilities: Capabilities = { tier: 'full', user: 'root', privileged: true, roots: ['/srv'], lacks: [] }
  /** What it was asked, the latest last. */
  readonly asked: OrderRequest[] = []
  /** What goes on: each until it is cancelled, or its input ends. */
  readonly open = new Map<string, OrderRequest>()
  /** Instead of doing anything, it ends everything with this. */
  refusal: Failure | null = null
  /** Instead of ending by itself, everything goes on until it is cancelled. */
  patient = false

  start(request: OrderRequest, sink: EventSink): RunningOrder {
    this.asked.push(request)
    this.open.set(request.id, request)
    const { promise: inputEnd, resolve } = Promise.withResolvers<'end' | 'cancel'>()
    void this.#carryOut(request, sink, inputEnd)
    return {
      control: ({ kind }: ControlBody) => {
        if (kind === 'end' || kind === 'cancel') resolve(kind)
      },
    }
  }

  async #carryOut(request: OrderRequest, sink: EventSink, inputEnd: Promise<'end' | 'cancel'>): Promise<void> {
    const { rows, text, bytes, result, waits } = TOLD[request.operation]
    const end = async (state: Ended['state'], answer: unknown, error: Failure | null): Promise<void> => {
      this.open.delete(request.id)
      await sink({ kind: 'ended', state, result: answer, error })
    }
    // As over a connection: nothing comes in the same turn.
    await new Promise<void>((resolve) => setImmediate(resolve))
    if (this.refusal) return end(this.refusal.failure === 'tier' ? 'refused' : 'failed', null, this.refusal)
    await sink({ kind: 'started' })
    if (text !== undefined) await sink({ kind: 'text', text })
    if (rows) await sink({ kind: 'rows', rows })
    const { length } = request.params as { readonly length?: number }
    if (bytes !== undefined && length !== 0) await sink({ kind: 'bytes', bytes: Buffer.from(bytes).toString('base64') })
    const goesOn = this.patient || (waits ?? false)
    if (goesOn && (await inputEnd) === 'cancel') return end('cancelled', null, CANCELLED)
    await end('succeeded', result, null)
  }
}
