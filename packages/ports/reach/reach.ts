/** Whether a machine replied in any way, a refusal included, or nothing came from it. */
export type Reply = 'answers' | 'silent'

/** Asks whether there is a machine at an address at all, whatever runs on it. */
export interface ReachProbe {
  /** Settles within a few seconds, and never rejects: what cannot be asked is silent. */
  ask(address: string): Promise<Reply>
}
