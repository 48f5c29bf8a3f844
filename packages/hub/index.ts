export { recoverUser } from './compose/recover-user.ts'
export { ConfigError, type LoadedConfig, loadConfig } from './config.ts'
export { serve } from './serve.ts'
