export * from '@hyperion/domain/alerts'
