export { Commands } from './commands.ts'
export { fits } from './fits.ts'
export { Recordings } from './recordings.ts'
