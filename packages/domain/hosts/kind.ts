/**
 * How a host is watched: as the hub's own machine, by an agent that reports, over SSH, or through the figures that it
 * shows to Prometheus.
 */
export const HOST_KINDS = ['hub', 'agent', 'ssh', 'prometheus'] as const

export type HostKind = (typeof HOST_KINDS)[number]
