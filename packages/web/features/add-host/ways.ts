import type { Tier } from '@hyperion/wire/actions'
import type { NewEnrolmentTokenAnswer } from '@hyperion/wire/web'

/** The ways to get an agent onto a host, the usual one first. */
export const WAYS = ['command', 'container', 'file', 'checkout'] as const
export type Way = (typeof WAYS)[number]

type Enrolment = Pick<NewEnrolmentTokenAnswer, 'hub' | 'token' | 'pin' | 'pin_key' | 'command'>

/** What halves the memory of Node for a program that does the same few things over and over. */
const NODE = 'node --jitless --single-threaded --max-semi-space-size=1'

/** What is to be typed on the host. A container only observes: it has no rights on the host that anything could be changed with. */
export function commandOf(way: Way, { hub, token, pin, pin_key, command }: Enrolment, tier: Tier): string {
  const pins = pin === null ? '' : ` --pin ${pin}`
  const tiers = tier === 'observe' ? '' : ` --tier ${tier}`
  const curl = pin_key === null ? 'curl -fsSL' : `curl -fsSLk --pinnedpubkey ${pin_key}`
  const download = `${curl} ${hub}/api/agent/hyperion-agent.cjs -o hyperion-agent.cjs`
  switch (way) {
    case 'command':
      return `${command}${tiers}`
    case 'container':
      return [
        download,
        [
          'docker run -d --name hyperion-agent --restart unless-stopped',
          '--pid host --network host -v /:/host:ro,rslave',
          '-v hyperion-agent:/data -v "$PWD/hyperion-agent.cjs:/agent.cjs:ro"',
          `docker.io/library/node:24-slim ${NODE} /agent.cjs`,
          `--root /host --data /data --hub ${hub} --token ${token}${pins}`,
        ].join(' \\\n  '),
      ].join('\n')
    case 'file':
      return [
        download,
        `(umask 077 && echo ${token} > token)`,
        `${NODE} hyperion-agent.cjs --hub ${hub} --token-file token --data ./agent${pins}${tiers}`,
      ].join('\n')
    case 'checkout':
      return `npm ci && npm run agent -- --hub ${hub} --token ${token}${pins}${tiers}`
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** What keeps other machines from using this address: it is this machine's own, or agents refuse it for not being encrypted. */
export function addressTrouble(hub: string): 'loopback' | 'plain' | null {
  const { hostname, protocol } = new URL(hub)
  if (LOOPBACK.test(hostname)) return 'loopback'
  return protocol === 'http:' ? 'plain' : null
}
