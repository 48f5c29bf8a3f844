export * from './remote-write.ts'
export * from './scrape-targets.ts'
