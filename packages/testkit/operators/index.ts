export * from './scripted-operator.ts'
export { TOLD, TOLD_AT } from './told.ts'
