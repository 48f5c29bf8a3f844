/** A hub that tells, when asked on its channel, how late its event loop was since it was asked before. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { loadConfig, serve } from '@hyperion/hub'

const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
let cpu = process.cpuUsage()
let since = performance.now()

process.on('message', () => {
  const used = process.cpuUsage(cpu)
  const seconds = (performance.now() - since) / 1000
  const ms = (nanoseconds: number): number => nanoseconds / 1e6
  process.send?.({
    p50: ms(delay.percentile(50)),
    p99: ms(delay.percentile(99)),
    max: ms(delay.max),
    cpu: (used.user + used.system) / 1e4 / seconds,
  })
  delay.reset()
  cpu = process.cpuUsage()
  since = performance.now()
})

const { config, warnings } = loadConfig(process.env)
process.exitCode = await serve(config, warnings)
process.disconnect()
