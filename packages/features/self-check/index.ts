export * from './proxy-findings.ts'
export * from './self-check.ts'
