export * from './contract.ts'
export * from './http-service.ts'
export { sampleMessage } from './samples.ts'
export * from './stand-in.ts'
