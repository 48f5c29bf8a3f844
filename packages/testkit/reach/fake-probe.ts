import { isIP } from 'node:net'
import type { ReachProbe, Reply } from '@hyperion/ports/reach'

/** Machines that answer as a test says; the others are silent. */
export class FakeProbe implements ReachProbe {
  /** Addresses that answer. */
  readonly answering = new Set<string>()
  /** What was asked, in order. */
  readonly asked: string[] = []

  async ask(address: string): Promise<Reply> {
    this.asked.push(address)
    return isIP(address) !== 0 && this.answering.has(address) ? 'answers' : 'silent'
  }
}
