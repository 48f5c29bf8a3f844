export * from './alerts.ts'
export * from './channels.ts'
export * from './deliveries.ts'
