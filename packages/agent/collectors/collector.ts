import type { Reading } from '@hyperion/domain/metrics'
import type { Sources } from '../linux/sources.ts'

/**
 * The readings of one metric group, `now` being milliseconds of a clock that never steps. Nothing at all where the
 * group is unsupported or has no baseline yet.
 */
export type Collect = (now: number) => readonly Reading[]

/** Makes a collector with its own baseline: a consumer of another interval needs another collector. */
export type CollectorFactory = (sources: Sources) => Collect
