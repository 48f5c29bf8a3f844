/** How far a host lets itself be operated; set on the host alone. */
export const TIERS = ['observe', 'operate', 'full'] as const

export type Tier = (typeof TIERS)[number]

/** Whether a host of this tier lets something of another tier be done. */
export function tierAllows(tier: Tier, needed: Tier): boolean {
  return TIERS.indexOf(tier) >= TIERS.indexOf(needed)
}
