export * from './discord.ts'
export * from './limits.ts'
