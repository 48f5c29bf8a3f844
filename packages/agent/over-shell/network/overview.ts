import { overviewIn } from '../../actions/network/overview.ts'
import type { Addresses } from '../../linux/links.ts'
import { resolvePaths } from '../../linux/paths.ts'
import { eachLine } from '../../linux/text.ts'
import { parseAddresses } from '../../snapshot/addresses.ts'
import { ask, inParts, type Parts } from '../parts.ts'
import type { ShellImplementation } from '../reach.ts'

const PATHS = resolvePaths()
const NET = `${PATHS.proc}/net`
const FILES = [
  ...['dev', 'route', 'ipv6_route', 'arp', 'if_inet6'].map((name) => `${NET}/${name}`),
  ...[`${PATHS.etc}/resolv.conf`, `${PATHS.run}/systemd/resolve/resolv.conf`, `${PATHS.proc}/sys/kernel/hostname`],
]

const SCRIPT = inParts(`
[ -r ${NET}/dev ] || fail unsupported this host does not show its network in /proc
for file in ${FILES.join(' ')}; do
  part "$file"
  head -c 1000000 "$file" 2>/dev/null
done
part links
head -n 1 /sys/class/net/*/speed /sys/class/net/*/operstate /sys/class/net/*/flags /sys/class/net/*/address /sys/class/net/*/mtu \\
  /sys/class/net/*/bonding/slaves /dev/null 2>/dev/null
part addresses
ip -o -4 addr show 2>/dev/null | head -n 2048
`)

/** How a host is connected, by the kernel's files. */
export const overviewOverShell: ShellImplementation<'network.overview'> = async (_, run, reach) => {
  const parts = await ask(SCRIPT, [], run, reach)
  const texts = new Map([...parts, ...linksIn(parts)])
  const text = (path: string): string | null => texts.get(path) || null
  const addresses = addressesIn(parts)
  return overviewIn(
    {
      at: reach.clock.now(),
      hostname: parts.get(`${PATHS.proc}/sys/kernel/hostname`)?.trim() ?? '',
      paths: PATHS,
      net: NET,
      files: { text, once: text, close() {} },
      addresses: () => addresses,
    },
    { isBondMember: (name) => bonded(texts).has(name) },
  )
}

/** What `head` shows of several files: the names of interfaces hold neither blanks nor line breaks. */
function linksIn(parts: Parts): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  let path = ''
  eachLine(parts.get('links') ?? '', (line) => {
    const [, heading] = /^==> (\S+) <==$/.exec(line) ?? []
    if (heading !== undefined) path = heading
    else if (!texts.has(path)) texts.set(path, line)
  })
  return texts
}

function bonded(texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const folders = [...texts].filter(([path]) => path.endsWith('/bonding/slaves'))
  return new Set(folders.flatMap(([, names]) => names.split(/\s+/)))
}

/** With how much of each is its network's. */
function addressesIn(parts: Parts): Addresses {
  const prefixes = new Map<string, number>()
  eachLine(parts.get('addresses') ?? '', (line) => {
    const [, address, prefix] = / inet ([\d.]+)\/(\d{1,2})\b/.exec(line) ?? []
    if (address) prefixes.set(address, Number(prefix))
  })
  const six = parts.get(`${NET}/if_inet6`) ?? ''
  eachLine(six, (line) => {
    const [, digits, prefix = ''] = /^([\da-f]{32}) +[\da-f]+ +([\da-f]+) /.exec(line) ?? []
    const [[{ address } = { address: '' }] = []] = Object.values(parseAddresses('', line)).map((each) => each ?? [])
    if (digits) prefixes.set(address, Number.parseInt(prefix, 16))
  })
  return Object.fromEntries(
    Object.entries(parseAddresses(parts.get('addresses') ?? '', six)).map(([name, all = []]) => [
      name,
      all.map((each) => {
        const prefix = prefixes.get(each.address)
        return prefix === undefined ? each : { ...each, cidr: `${each.address}/${prefix}` }
      }),
    ]),
  )
}
