export { ConfigError, type LoadedConfig, loadConfig } from './config.ts'
export { serve } from './serve.ts'
