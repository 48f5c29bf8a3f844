export * from './derive-key.ts'
export * from './key-file.ts'
export * from './secret-box.ts'
