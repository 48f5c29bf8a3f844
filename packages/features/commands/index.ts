export { Commands } from './commands.ts'
export { Recordings } from './recordings.ts'
