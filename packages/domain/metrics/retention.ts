/** How long history of each fineness is kept. */
export interface Retention {
  /** Days that values stay as reported. */
  readonly rawDays: number
  /** Days that values stay at least in steps of five minutes; hourly beyond. */
  readonly fineDays: number
  /** Days after which even hourly values go; 0 keeps them for ever. */
  readonly totalDays: number
}

/** Retention of all hosts, and of those that have their own. */
export interface RetentionPolicy {
  readonly standard: Retention
  readonly hosts: ReadonlyMap<number, Retention>
}

export const DEFAULT_RETENTION: Retention = { rawDays: 30, fineDays: 90, totalDays: 0 }

/** Ten years of hourly values, and more, are for ever. */
export const RETENTION_LIMITS = {
  rawDays: { least: 1, most: 400 },
  fineDays: { least: 1, most: 1100 },
  totalDays: { least: 0, most: 36_500 },
} as const

/** What is wrong with a field: out of its limits, or shorter than the finer history. */
export type RetentionProblem = 'range' | 'shorter_than_raw' | 'shorter_than_fine'

/** By field; none when the retention will do. */
export function retentionProblems(retention: Retention): Readonly<Partial<Record<keyof Retention, RetentionProblem>>> {
  const { rawDays, fineDays, totalDays } = retention
  const outside = (field: keyof Retention): boolean => {
    const { least, most } = RETENTION_LIMITS[field]
    return !Number.isInteger(retention[field]) || retention[field] < least || retention[field] > most
  }
  const problems: Partial<Record<keyof Retention, RetentionProblem>> = {}
  for (const field of ['rawDays', 'fineDays', 'totalDays'] as const) if (outside(field)) problems[field] = 'range'
  if (!problems.fineDays && !problems.rawDays && fineDays < rawDays) problems.fineDays = 'shorter_than_raw'
  if (!problems.totalDays && !problems.fineDays && totalDays !== 0 && totalDays < fineDays) problems.totalDays = 'shorter_than_fine'
  return problems
}

export function retentionOf({ standard, hosts }: RetentionPolicy, host: number): Retention {
  return hosts.get(host) ?? standard
}
