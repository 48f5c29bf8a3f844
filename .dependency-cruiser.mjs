export { directionRules as default } from './scripts/checks/directions.ts'
