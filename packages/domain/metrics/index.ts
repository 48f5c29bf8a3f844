export * from './catalog.ts'
export * from './frame.ts'
export * from './report.ts'
