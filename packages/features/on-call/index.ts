export { type HandOffMessage, HandOffs } from './hand-offs.ts'
export { OnCall, type OnCallNow, type ShiftsView } from './on-call.ts'
export type { OnCallPerson, People } from './people.ts'
