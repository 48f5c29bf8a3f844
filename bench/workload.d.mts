export type Group = 'cpu' | 'memory' | 'disk' | 'network'
export const GROUPS: Readonly<Record<Group, readonly string[]>>
/** Yields `ticks` readings of a host, each an array a group in the order of GROUPS. */
export function readings(host: number, ticks: number): Generator<Record<Group, number[]>, never>
