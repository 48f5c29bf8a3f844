import type { ContainerView } from '@hyperion/features/containers'
import { decimal, isoSeconds } from '../shared/index.ts'

const MIB = 1024 ** 2
/** As engines print it. */
const SHORT_ID = 12

/** A container as the document tells it, figures null where they are not known. */
export function containerView({ id, host, containerId, name, image, state, figures, ...times }: ContainerView) {
  const figure = (metric: string): number | null => figures?.[`container.${metric}`] ?? null
  const memory = figure('memory_used')
  return {
    id,
    container_id: containerId.slice(0, SHORT_ID),
    name,
    image,
    status: state,
    collector_id: host,
    cpu_percent: decimal(figure('cpu')),
    memory_percent: decimal(figure('memory_usage')),
    memory_usage_mb: memory === null ? null : Math.round(memory / MIB),
    network_rx_bytes: figure('rx_bytes'),
    network_tx_bytes: figure('tx_bytes'),
    created_at: isoSeconds(times.createdAt),
    updated_at: isoSeconds(Math.max(times.updatedAt, times.reportedAt ?? 0)),
  }
}
