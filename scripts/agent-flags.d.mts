export const AGENT_FLAGS: readonly string[]
export const AGENT_ENVIRONMENT: Readonly<Record<string, string>>
