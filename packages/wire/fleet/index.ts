export * from '@hyperion/domain/fleet'
export * from './fleet.ts'
export * from './views.ts'
