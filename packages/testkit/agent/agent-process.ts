/** An agent in a process of its own, on whatever machine it is started: takes the hub, a token and its own address. */
import { FakeAgent } from './fake-agent.ts'

const [hub = '', token = '', address = ''] = process.argv.slice(2)
const agent = await FakeAgent.connect({ hub, token })
agent.inventory({
  info: {
    hostname: 'web-01',
    os: { name: 'Debian GNU/Linux', version: '12', architecture: 'x86_64', kernel: '6.1.0' },
    cpu: { model: null, cores: 2 },
    memoryBytes: 4 * 1024 ** 3,
    bootedAt: 1_700_000_000_000,
  },
  interfaces: [{ name: 'eth0', ipv4: [address], ipv6: [], mac: null, speed: null, up: true, virtual: false }],
  mounts: [],
  cloud: null,
})
