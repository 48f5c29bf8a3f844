export { wordsOf } from '@hyperion/wire/check'
export { type CheckOptions, checkHub } from './check-hub.ts'
