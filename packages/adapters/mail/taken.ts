import { domainToASCII } from 'node:url'

const MESSAGES = 1000

/** Who already has which message, so that one more attempt reaches only the others; the latest thousand are remembered. */
export class Taken {
  readonly #byMessage = new Map<string, Set<string>>()

  without(messageId: string, to: readonly string[]): readonly string[] {
    const taken = this.#byMessage.get(messageId)
    return taken ? to.filter((address) => !taken.has(keyOf(address))) : to
  }

  add(messageId: string, addresses: readonly string[]): void {
    const known = this.#byMessage.get(messageId) ?? new Set()
    this.#byMessage.set(messageId, new Set([...known, ...addresses.map(keyOf)]))
    const [oldest] = this.#byMessage.keys()
    if (this.#byMessage.size > MESSAGES && oldest !== undefined) this.#byMessage.delete(oldest)
  }
}

/** The transport answers host names in lower case and ASCII. */
function keyOf(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`
}
