export * from './add-service.ts'
export * from './test-database.ts'
