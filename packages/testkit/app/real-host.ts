import { createLocalHost, type LocalHost } from '@hyperion/agent'

/** The machine that the test runs on, sampled for real; to be stopped. */
export async function realHost(): Promise<LocalHost> {
  const host = createLocalHost({ sampleIntervalMs: 15_000, watchContainers: false })
  await host.start()
  return host
}
