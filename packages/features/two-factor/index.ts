export { type Enrolment, TwoFactor, type TwoFactorState } from './two-factor.ts'
