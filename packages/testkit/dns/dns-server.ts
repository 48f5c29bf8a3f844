import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

const NUMBERS = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33, CAA: 257 } as const
const HEADER = 12
/** What fits into a packet of a resolver that says nothing else. */
const PACKET = 512
const ANSWER = 0x8180
const CUT_SHORT = 0x0200
const TTL = 120

export type DnsType = keyof typeof NUMBERS

/** What stands in a zone: the name and the type to the data of each record, in the notation of a zone file. */
export type Zone = Readonly<Record<string, Partial<Readonly<Record<DnsType, readonly string[]>>>>>

/** A name server on a loopback port, over UDP and TCP; what is too long for a packet it tells over TCP alone. */
export interface DnsServer {
  readonly port: number
  stop(): void
}

/** `codes`: what it answers for a name instead of data, by the numbers of RFC 1035. */
export async function dnsServer(zone: Zone, codes: Readonly<Record<string, number>> = {}): Promise<DnsServer> {
  const tcp = createServer((socket) => overTcp(socket, (asked) => answerTo(asked, zone, codes)))
  tcp.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  const { port } = tcp.address() as AddressInfo
  const udp = createSocket('udp4')
  udp.on('message', (asked, from) => {
    const answer = answerTo(asked, zone, codes)
    udp.send(answer.length <= PACKET ? answer : cutShort(answer), from.port, from.address)
  })
  udp.bind(port, '127.0.0.1')
  await once(udp, 'listening')
  return {
    port,
    stop: () => {
      tcp.close()
      udp.close()
    },
  }
}

/** One question a connection, by the length before it. */
function overTcp(socket: Socket, answer: (asked: Buffer) => Buffer): void {
  let bytes = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data])
    if (bytes.length < 2 || bytes.length < 2 + bytes.readUInt16BE(0)) return
    const told = answer(bytes.subarray(2, 2 + bytes.readUInt16BE(0)))
    // In two parts, as networks do.
    const whole = Buffer.concat([number(2, told.length), told])
    socket.write(whole.subarray(0, 7))
    socket.end(whole.subarray(7))
  })
}

function answerTo(asked: Buffer, zone: Zone, codes: Readonly<Record<string, number>>): Buffer {
  const { name, type, end } = questionIn(asked)
  const code = codes[name] ?? (zone[name] ? 0 : 3)
  const records = code === 0 ? recordsOf(zone, name, type) : []
  const head = Buffer.concat([asked.subarray(0, 2), number(2, ANSWER | code), number(2, 1), number(2, records.length), Buffer.alloc(4)])
  return Buffer.concat([head, asked.subarray(HEADER, end), ...records])
}

/** Its own records; of what is another name for something, that one's after it. */
function recordsOf(zone: Zone, name: string, type: DnsType): Buffer[] {
  const own = (zone[name]?.[type] ?? []).map((data) => record(name, type, dataOf(type, data)))
  const [other] = type === 'CNAME' ? [] : (zone[name]?.CNAME ?? [])
  if (own.length > 0 || other === undefined) return own
  return [record(name, 'CNAME', encoded(other)), ...recordsOf(zone, other, type)]
}

/** Names are written out but for the first, which points at the question. */
function record(name: string, type: DnsType, data: Buffer): Buffer {
  return Buffer.concat([encoded(name), number(2, NUMBERS[type]), number(2, 1), number(4, TTL), number(2, data.length), data])
}

function dataOf(type: DnsType, data: string): Buffer {
  const words = data.split(' ')
  const [first = '', second = ''] = words
  const numbers = (from: number, to: number, bytes: number): Buffer[] => words.slice(from, to).map((word) => number(bytes, Number(word)))
  if (type === 'A') return Buffer.from(data.split('.').map(Number))
  if (type === 'AAAA') return Buffer.from(data.replaceAll(':', ''), 'hex')
  // What is named in the zone of the question ends where that does: by a pointer.
  if (type === 'MX') return Buffer.concat([number(2, Number(first)), pointing(second)])
  if (type === 'SRV') return Buffer.concat([...numbers(0, 3, 2), encoded(words[3] ?? '')])
  if (type === 'SOA') return Buffer.concat([pointing(first), encoded(second), ...numbers(2, 7, 4)])
  if (type === 'TXT')
    return Buffer.concat((Buffer.from(data).length > 255 ? inParts(Buffer.from(data)) : [Buffer.from(data)]).map(withLength))
  if (type === 'CAA')
    return Buffer.concat([number(1, Number(first)), withLength(Buffer.from(second)), Buffer.from(words.slice(2).join(' '))])
  return encoded(data)
}

/** `mail.@`: a name in front of the one that was asked about. */
function pointing(name: string): Buffer {
  if (!name.endsWith('.@')) return encoded(name)
  return Buffer.concat([encoded(name.slice(0, -2)).subarray(0, -1), number(2, 0xc000 | HEADER)])
}

function encoded(name: string): Buffer {
  const labels = name === '.' ? [] : name.split('.')
  return Buffer.concat([...labels.map((label) => withLength(Buffer.from(label, 'utf8'))), Buffer.of(0)])
}

function inParts(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 255) parts.push(bytes.subarray(at, at + 255))
  return parts
}

function withLength(bytes: Buffer): Buffer {
  return Buffer.concat([number(1, bytes.length), bytes])
}

function number(bytes: number, value: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

function cutShort(answer: Buffer): Buffer {
  const { end } = questionIn(answer)
  const short = Buffer.from(answer.subarray(0, end))
  short.writeUInt16BE(short.readUInt16BE(2) | CUT_SHORT, 2)
  short.writeUInt16BE(0, 6)
  return short
}

function questionIn(message: Buffer): { readonly name: string; readonly type: DnsType; readonly end: number } {
  const labels: string[] = []
  let at = HEADER
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('utf8', at + 1, at + 1 + length))
    at += 1 + length
  }
  const kind = message.readUInt16BE(at + 1)
  const type = (Object.keys(NUMBERS) as DnsType[]).find((each) => NUMBERS[each] === kind) ?? 'A'
  return { name: labels.join('.').toLowerCase(), type, end: at + 5 }
}
