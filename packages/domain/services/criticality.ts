export const CRITICALITIES = ['TIER_1_CRITICAL', 'TIER_2_IMPORTANT', 'TIER_3_STANDARD', 'TIER_4_LOW'] as const
export type Criticality = (typeof CRITICALITIES)[number]

export const DEFAULT_CRITICALITY: Criticality = 'TIER_3_STANDARD'
