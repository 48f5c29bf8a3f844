/** When scheduled reports are due, for forms that tell it before they are saved. */
export { nextDue } from '@hyperion/domain/reports'
