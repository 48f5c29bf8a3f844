export { Commands, type CommandsDeps } from './commands.ts'
export { type Recording, Recordings, type RecordingsDeps } from './recordings.ts'
