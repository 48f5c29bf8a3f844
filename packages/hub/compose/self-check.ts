import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { checkHub } from '@hyperion/agent'
import { SelfCheck, type SelfCheckDeps } from '@hyperion/features/self-check'

const KNOCK_MS = 5_000

/** The hub's look at itself from outside, by the way that agents take. */
export function openSelfCheck(deps: Omit<SelfCheckDeps, 'check' | 'knock'>): SelfCheck {
  return new SelfCheck({ ...deps, check: checkHub, knock })
}

/** What comes back does not matter, nor who vouches for it: what counts is how it arrives. */
function knock(url: URL): Promise<void> {
  const request = url.protocol === 'https:' ? requestTls : requestPlain
  return new Promise((resolve) => {
    const sent = request(url, { rejectUnauthorized: false, timeout: KNOCK_MS, agent: false }, (answer) => {
      answer.resume().on('close', resolve)
    })
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => resolve())
    sent.end()
  })
}
