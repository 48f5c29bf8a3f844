export * from './key-file.ts'
export * from './secret-box.ts'
