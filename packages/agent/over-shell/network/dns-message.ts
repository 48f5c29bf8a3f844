import { isIP } from 'node:net'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'

type RecordType = ParamsOf<'network.dns'>['type']
type Result = ResultOf<'network.dns'>
type Answer = Result['answers'][number]

const NUMBERS: Readonly<Record<RecordType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  CAA: 257,
}
const STATES: Readonly<Record<number, Result['status']>> = { 0: 'ok', 2: 'server_failure', 3: 'no_domain', 5: 'refused' }
const HEADER = 12
const RECURSION_DESIRED = 0x0100
const INTERNET = 1

/** A question (RFC 1035) with its length before it, as TCP wants it. Throws for a name that cannot be asked about. */
export function question(id: number, name: string, type: RecordType): Buffer {
  const labels = (type === 'PTR' && isIP(name) !== 0 ? reverseName(name) : name).replace(/\.$/, '').split('.')
  if (labels.some((label) => label === '' || label.length > 63)) throw new Error('no name of DNS')
  const encoded = Buffer.concat([...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label, 'latin1')])), Buffer.of(0)])
  const message = Buffer.alloc(2 + HEADER + encoded.length + 4)
  message.writeUInt16BE(message.length - 2, 0)
  message.writeUInt16BE(id, 2)
  message.writeUInt16BE(RECURSION_DESIRED, 4)
  message.writeUInt16BE(1, 6)
  encoded.copy(message, 2 + HEADER)
  message.writeUInt16BE(NUMBERS[type], 2 + HEADER + encoded.length)
  message.writeUInt16BE(INTERNET, 2 + HEADER + encoded.length + 2)
  return message
}

/** An answer without the length before it. Throws for one that is none to this question. */
export function readAnswer(message: Buffer, id: number, type: RecordType): Pick<Result, 'status' | 'answers'> {
  if (message.readUInt16BE(0) !== id || (message.readUInt16BE(2) & 0x8000) === 0) throw new Error('no answer to this question')
  const status = STATES[message.readUInt16BE(2) & 0xf] ?? 'failed'
  const reader = new Reader(message, HEADER)
  for (let left = message.readUInt16BE(4); left > 0; left--) {
    reader.name()
    reader.at += 4
  }
  const found: Answer[] = []
  for (let left = message.readUInt16BE(6); left > 0; left--) {
    reader.name()
    const kind = reader.number(2)
    reader.at += 2
    const ttl = reader.number(4)
    const end = reader.number(2) + reader.at
    if (kind === NUMBERS[type]) found.push({ value: valueIn(reader, type, end), ttl })
    reader.at = end
  }
  const answers = type === 'MX' ? found.toSorted((a, b) => Number.parseInt(a.value, 10) - Number.parseInt(b.value, 10)) : found
  return { status: status === 'ok' && answers.length === 0 ? 'no_data' : status, answers }
}

function valueIn(reader: Reader, type: RecordType, end: number): string {
  switch (type) {
    case 'A':
      return [...reader.bytes(4)].join('.')
    case 'AAAA': {
      const groups = reader.bytes(16).toString('hex').match(/.{4}/g) ?? []
      return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
    }
    case 'MX':
      return `${reader.number(2)} ${reader.name()}`
    case 'SRV':
      return `${reader.number(2)} ${reader.number(2)} ${reader.number(2)} ${reader.name()}`
    case 'SOA':
      return [reader.name(), reader.name(), ...Array.from({ length: 5 }, () => reader.number(4))].join(' ')
    case 'TXT': {
      // A character may be cut between two parts.
      const parts: Buffer[] = []
      while (reader.at < end) parts.push(reader.bytes(reader.number(1)))
      return Buffer.concat(parts).toString('utf8')
    }
    case 'CAA': {
      const critical = reader.number(1)
      const tag = reader.bytes(reader.number(1)).toString('latin1')
      return `${critical} ${tag} ${reader.bytes(end - reader.at).toString('utf8')}`
    }
    default:
      return reader.name()
  }
}

/** More than any name has: one may point into itself. */
const MOST_LABELS = 128

class Reader {
  readonly #message: Buffer
  at: number

  constructor(message: Buffer, at: number) {
    this.#message = message
    this.at = at
  }

  number(bytes: number): number {
    const value = this.#message.readUIntBE(this.at, bytes)
    this.at += bytes
    return value
  }

  bytes(length: number): Buffer {
    const end = this.at + Math.max(0, length)
    if (end > this.#message.length) throw new Error('the answer is cut short')
    const part = this.#message.subarray(this.at, end)
    this.at = end
    return part
  }

  /** A name, part of which may stand elsewhere. */
  name(): string {
    const labels: string[] = []
    let back: number | null = null
    for (let steps = 0; steps < MOST_LABELS; steps++) {
      const length = this.number(1)
      if (length === 0) break
      if (length >= 0xc0) {
        const target = ((length & 0x3f) << 8) | this.number(1)
        back ??= this.at
        this.at = target
      } else labels.push(this.bytes(length).toString('utf8'))
    }
    if (back !== null) this.at = back
    return labels.join('.')
  }
}

/** `1.2.0.192.in-addr.arpa`. */
function reverseName(address: string): string {
  if (isIP(address) === 4) return `${address.split('.').toReversed().join('.')}.in-addr.arpa`
  const [head = '', tail = ''] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::')
  const [before, after] = [head, tail].map((part) => part.split(':').filter((each) => each !== '')) as [string[], string[]]
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
  const digits = groups.map((each) => each.padStart(4, '0')).join('')
  return `${[...digits].toReversed().join('.')}.ip6.arpa`
}
