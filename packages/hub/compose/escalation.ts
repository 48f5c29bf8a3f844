import { type EscalationParts, type EscalationPartsDeps, escalationParts, type WhoIsOnCall } from '@hyperion/features/escalations'
import type { OnCall } from '@hyperion/features/on-call'
import type { Storage } from './storage.ts'

interface EscalationDeps extends Omit<EscalationPartsDeps, 'stores'> {
  readonly storage: Storage
}

/** Schedules as escalations ask for them. */
export function whoIsOnCall(onCall: Pick<OnCall, 'now' | 'list'>): WhoIsOnCall {
  return {
    now: (schedule, at) => onCall.now(schedule, at),
    schedules: async () =>
      (await onCall.list()).map(({ id, name, layers }) => ({
        id,
        name,
        participants: [...new Set(layers.flatMap(({ participants }) => participants))],
      })),
  }
}

export interface Escalation extends Pick<EscalationParts, 'handlers' | 'services'> {
  /** Troubles, for /health. */
  degraded(): readonly (string | null)[]
  /** Takes up what was under way. */
  start(): void
  /** Finishes the step and the pages under way; the rest stays queued. */
  stop(): Promise<void>
}

/** Who is paged for an incident, and by which ways. */
export function openEscalation({ storage, ...deps }: EscalationDeps): Escalation {
  const { handlers, services, engine, worker, auditor } = escalationParts({ ...deps, stores: storage.database })
  return {
    handlers,
    services,
    degraded: () => [engine.degraded(), worker.degraded(), ...auditor.degraded()],
    start: () => {
      engine.start()
      worker.start()
      auditor.start()
      services.pagingTests.start()
    },
    stop: async () => {
      await services.pagingTests.stop()
      await auditor.stop()
      await engine.stop()
      await worker.stop()
    },
  }
}
