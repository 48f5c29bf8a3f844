export * from './alertmanager.ts'
export * from './node-exporter.ts'
export * from './prometheus.ts'
export * from './write-request.ts'
