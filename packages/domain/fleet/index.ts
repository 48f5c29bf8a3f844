export * from './state.ts'
export * from './view.ts'
