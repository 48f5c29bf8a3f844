export { createBus } from './in-process-bus.ts'
