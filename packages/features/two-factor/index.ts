export { TwoFactor } from './two-factor.ts'
