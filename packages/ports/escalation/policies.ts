import type { EscalationPolicy } from '@hyperion/domain/escalation'

export interface ServiceWithPolicy {
  readonly id: string
  readonly name: string
  /** Id of its policy. */
  readonly policy: string
}

export interface EscalationPolicyStore {
  /** By name. */
  list(): Promise<readonly EscalationPolicy[]>
  byId(id: string): Promise<EscalationPolicy | undefined>
  /** The one that a service names; undefined where it names none, or one that is gone. */
  ofService(service: string): Promise<EscalationPolicy | undefined>
  /** Rejects with `conflict` where the name is taken, as does a change. */
  create(policy: EscalationPolicy): Promise<void>
  /** As a whole, save for the id and its beginning. Rejects with `not_found`. */
  update(id: string, policy: Omit<EscalationPolicy, 'id' | 'createdAt'>): Promise<EscalationPolicy>
  /** Rejects with `conflict` while a service names it: nobody would be paged for it any more. */
  delete(id: string): Promise<void>
  /** Services that name a policy, by name. */
  services(): Promise<readonly ServiceWithPolicy[]>
}
