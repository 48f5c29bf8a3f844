import { reading } from '@hyperion/domain/metrics'
import { instanceName } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

export const createTemperatureCollector: CollectorFactory = (sources) => () =>
  sources.sensors().flatMap(({ name, celsius }) => (celsius === null ? [] : [reading('temperature', instanceName(name), { celsius })]))
