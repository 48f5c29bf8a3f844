export { type OnCallProblem, type OnCallProblems, onCallProblems, overrideProblems } from './problems.ts'
export * from './schedule.ts'
export * from './shifts.ts'
export type { Span } from './spans.ts'
