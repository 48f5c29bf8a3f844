import type { Tier } from '@hyperion/wire/actions'

/** How far hosts let themselves be operated, each including those before it. */
export const TIERS: readonly Tier[] = ['observe', 'operate', 'full']
