import { reachProbeContract } from '@hyperion/ports/contract'
import { FakeProbe } from './index.ts'

reachProbeContract('the made-up probe', async () => {
  const probe = new FakeProbe()
  const [open, refusing] = ['10.0.0.1', '10.0.0.2']
  for (const address of [open, refusing]) probe.answering.add(address)
  return { probe, open, refusing, dropping: '10.0.0.3', absent: '10.0.0.4', close: async () => {} }
})
