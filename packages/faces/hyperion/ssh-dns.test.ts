import { realHost, sshHost, type TestApp, testApp } from '@hyperion/testkit/app'
import { type DnsServer, type DnsType, dnsServer } from '@hyperion/testkit/dns'
import { Sshd } from '@hyperion/testkit/sshd'
import type { ParamsOf } from '@hyperion/wire/actions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Longer than a packet: a resolver has to ask again over TCP. */
const LONG = `v=DKIM1; k=rsa; p=${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'.repeat(20)}; n=${'é'.repeat(300)}`

const ZONE = {
  'shop.example': {
    A: ['192.0.2.7', '192.0.2.8'],
    AAAA: ['2001:0db8:0000:0000:0000:0000:0000:0007'],
    MX: ['20 backup.example', '10 mail.@'],
    TXT: ['v=spf1 include:_spf.example -all', 'ünïcode "quoted"'],
    NS: ['ns1.example', 'ns2.example'],
    SOA: ['ns1.@ hostmaster.example 2026112801 7200 3600 1209600 300'],
    CAA: ['0 issue letsencrypt.org', '128 iodef mailto:security@shop.example'],
  },
  '_imaps._tcp.shop.example': { SRV: ['10 60 993 mail.shop.example'] },
  'www.shop.example': { CNAME: ['shop.example'] },
  'long.example': { TXT: [LONG] },
  '7.2.0.192.in-addr.arpa': { PTR: ['shop.example'] },
  '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa': { PTR: ['six.shop.example'] },
} as const

/** By name and type, as they are told: parts of a text in one, the mail server to be tried first first. */
const TOLD: readonly (readonly [string, DnsType, readonly string[]])[] = [
  ['shop.example', 'A', ['192.0.2.7', '192.0.2.8']],
  ['shop.example', 'AAAA', ['2001:db8::7']],
  ['shop.example', 'MX', ['10 mail.shop.example', '20 backup.example']],
  ['shop.example', 'TXT', ['v=spf1 include:_spf.example -all', 'ünïcode "quoted"']],
  ['shop.example', 'NS', ['ns1.example', 'ns2.example']],
  ['shop.example', 'SOA', ['ns1.shop.example hostmaster.example 2026112801 7200 3600 1209600 300']],
  ['shop.example', 'CAA', ['0 issue letsencrypt.org', '128 iodef mailto:security@shop.example']],
  ['_imaps._tcp.shop.example', 'SRV', ['10 60 993 mail.shop.example']],
  ['www.shop.example', 'CNAME', ['shop.example']],
  ['www.shop.example', 'A', ['192.0.2.7', '192.0.2.8']],
  ['long.example', 'TXT', [LONG]],
  ['192.0.2.7', 'PTR', ['shop.example']],
  ['2001:db8::7', 'PTR', ['six.shop.example']],
]

const WITHOUT: readonly (readonly [string, DnsType, string])[] = [
  ['_imaps._tcp.shop.example', 'A', 'no_data'],
  ['nobody.example', 'A', 'no_domain'],
  ['broken.example', 'MX', 'server_failure'],
  ['closed.example', 'A', 'refused'],
]

describe('names that a host asks for', () => {
  let machine: Awaited<ReturnType<typeof realHost>>
  let sshd: Sshd
  let hub: TestApp
  let there: Awaited<ReturnType<typeof sshHost>>
  let server: DnsServer

  beforeAll(async () => {
    ;[machine, sshd, server] = await Promise.all([realHost(), Sshd.start(), dnsServer(ZONE, { 'broken.example': 2, 'closed.example': 5 })])
    hub = await testApp({ host: machine, tier: 'operate' })
    there = await sshHost(hub, sshd)
  })
  afterAll(async () => {
    await hub.close()
    server.stop()
    await Promise.all([sshd.stop(), machine.stop()])
  })

  const ask = async (where: 'by its agent' | 'over SSH', name: string, type: DnsType) => {
    const params: ParamsOf<'network.dns'> = { name, type, server: '127.0.0.1', port: server.port }
    const host = where === 'over SSH' ? there.host : hub.hubHostId
    return (await hub.actions.read(host, 'network.dns', params, await there.asker())).result
  }

  describe.each(['by its agent', 'over SSH'] as const)('%s', (where) => {
    it.each(TOLD)('are told: %s %s', async (name, type, wanted) => {
      const { status, answers, servers } = await ask(where, name, type)
      expect([status, servers]).toEqual(['ok', [`127.0.0.1:${server.port}`]])
      const values = answers.map(({ value }) => value)
      expect(type === 'MX' || type === 'SOA' ? values : values.toSorted()).toEqual(wanted)
    })

    it.each(WITHOUT)('are not: %s %s is %s', async (name, type, wanted) => {
      expect(await ask(where, name, type)).toMatchObject({ status: wanted, answers: [] })
    })
  })
})
