export * from './catalog.ts'
export * from './frame.ts'
export * from './linear-fit.ts'
export * from './report.ts'
