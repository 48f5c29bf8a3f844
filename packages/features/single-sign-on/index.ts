export { SingleSignOn, SingleSignOnError, type SingleSignOnSettings } from './single-sign-on.ts'
