export * from './scripted-operator.ts'
export { TOLD_AT } from './telling.ts'
