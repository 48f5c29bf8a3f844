import { ACTION_LIMITS, type ActionEvent, type ControlBody, FILE_LIMITS } from '@hyperion/wire/actions'

/** Feeds an action with all that it was given, no faster than the host says that it takes it. */
export class Feeding {
  readonly #input: Uint8Array
  readonly #control: (body: ControlBody) => void
  #sent = 0
  #taken = 0
  #ended = false

  constructor(input: Uint8Array, control: (body: ControlBody) => void) {
    this.#input = input
    this.#control = control
  }

  readonly sink = (event: ActionEvent): void => {
    if (event.kind !== 'progress') return
    this.#taken = Math.max(this.#taken, event.done)
    this.more()
  }

  more(): void {
    while (this.#sent < this.#input.length && this.#sent - this.#taken < FILE_LIMITS.ahead) {
      const part = this.#input.subarray(this.#sent, this.#sent + ACTION_LIMITS.inputBytes)
      this.#sent += part.length
      this.#control({ kind: 'input', data: Buffer.from(part.buffer, part.byteOffset, part.length).toString('base64') })
    }
    if (this.#ended || this.#sent < this.#input.length) return
    this.#ended = true
    this.#control({ kind: 'end' })
  }
}
