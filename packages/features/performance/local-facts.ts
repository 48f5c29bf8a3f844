import type { CloudPlacement } from '@hyperion/domain/hosts'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { CollectorFacts } from './collectors.ts'

/** What the machine that the hub itself runs on tells of itself. */
export function localFacts(host: LiveHost, cloud: CloudPlacement | null = null): CollectorFacts {
  return { info: host.info, interfaces: host.interfaces(), cloud, lastSeen: host.ready ? host.report().at : null, online: host.ready }
}
