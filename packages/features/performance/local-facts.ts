import type { LiveHost } from '@hyperion/ports/live-host'
import type { CollectorFacts } from './collectors.ts'

/** What the machine that the hub itself runs on tells of itself. */
export function localFacts(host: LiveHost): CollectorFacts {
  return { info: host.info, interfaces: host.interfaces(), cloud: null, lastSeen: host.ready ? host.report().at : null, online: host.ready }
}
