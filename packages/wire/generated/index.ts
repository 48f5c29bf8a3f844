export type { components, paths } from './api.d.ts'
