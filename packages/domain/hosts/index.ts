export * from './devices.ts'
export * from './kind.ts'
export * from './snapshot.ts'
export * from './virtual-links.ts'
