export { type ThresholdProblem, ThresholdSettings } from './threshold-settings.ts'
