export * from '@hyperion/domain/metrics'
