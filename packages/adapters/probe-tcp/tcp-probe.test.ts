import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { reachProbeContract } from '@hyperion/ports/contract'
import { otherMachine } from '@hyperion/testkit/reach'
import { expect, it } from 'vitest'
import { tcpProbe } from './index.ts'

reachProbeContract('the TCP probe', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const machine = otherMachine()
  machine.goSilent()
  return {
    probe: tcpProbe({ ports: [port], timeoutMs: 1_000 }),
    open: '127.0.0.1',
    // Nobody listens there, but loopback is this machine.
    refusing: '127.0.0.2',
    dropping: machine.there,
    absent: machine.nobody,
    close: async () => {
      machine.remove()
      server.close()
      await once(server, 'close')
    },
  }
})

it('hears a machine across a link until its cable is pulled', async () => {
  const machine = otherMachine()
  try {
    const probe = tcpProbe({ timeoutMs: 1_000 })
    expect(await probe.ask(machine.there)).toBe('answers')
    machine.unplug()
    expect(await probe.ask(machine.there)).toBe('silent')
  } finally {
    machine.remove()
  }
})

it('goes by the port that answers, whatever others do', async () => {
  const machine = otherMachine()
  try {
    machine.run('iptables', '-A', 'INPUT', '-p', 'tcp', '--dport', '22', '-j', 'DROP')
    expect(await tcpProbe({ ports: [22], timeoutMs: 500 }).ask(machine.there)).toBe('silent')
    expect(await tcpProbe({ ports: [22, 443], timeoutMs: 500 }).ask(machine.there)).toBe('answers')
  } finally {
    machine.remove()
  }
})
