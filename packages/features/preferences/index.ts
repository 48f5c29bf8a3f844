export * from './user-preferences.ts'
