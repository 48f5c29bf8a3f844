export const SEVERITIES = ['SEV1_CRITICAL', 'SEV2_HIGH', 'SEV3_MEDIUM', 'SEV4_LOW'] as const
export type Severity = (typeof SEVERITIES)[number]

export const DEFAULT_SEVERITY: Severity = 'SEV3_MEDIUM'

const DISPLAYS: Readonly<Record<Severity, string>> = {
  SEV1_CRITICAL: 'SEV1 - Critical',
  SEV2_HIGH: 'SEV2 - High',
  SEV3_MEDIUM: 'SEV3 - Medium',
  SEV4_LOW: 'SEV4 - Low',
}

export function severityDisplay(severity: Severity): string {
  return DISPLAYS[severity]
}

/** Negative when the first is the worse one. */
export function compareSeverity(one: Severity, other: Severity): number {
  return SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other)
}

/** Whether people are woken for it and get a war room. */
export function isMajor(severity: Severity): boolean {
  return compareSeverity(severity, 'SEV2_HIGH') <= 0
}
