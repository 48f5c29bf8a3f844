import type { Outgoing } from '../notifications/index.ts'
import type { SlackClient } from './client.ts'
import type { SlackApp } from './settings.ts'

/** Where somebody is answered: at the address that came with the request, else in the channel; seen by that one alone. */
export interface ReplyTo {
  readonly user: string
  readonly channel: string | null
  readonly responseUrl: string | null
}

export interface RepliesDeps {
  readonly outgoing: Pick<Outgoing, 'post'>
  readonly client: SlackClient
  readonly log: (message: string) => void
}

/** Answers whoever did something in Slack. What is said gets lost where Slack does not take it: the deed is done all the same. */
export class SlackReplies {
  readonly #deps: RepliesDeps

  constructor(deps: RepliesDeps) {
    this.#deps = deps
  }

  async send(app: SlackApp, to: ReplyTo, text: string, blocks?: readonly object[]): Promise<void> {
    const content = { text, ...(blocks && { blocks }) }
    try {
      if (to.responseUrl !== null && isSlacks(to.responseUrl, app)) await this.#respond(to.responseUrl, content)
      else if (to.channel !== null)
        await this.#deps.client.call(app, 'chat.postEphemeral', { channel: to.channel, user: to.user, ...content })
    } catch (error) {
      this.#deps.log(`slack: an answer was lost: ${(error as Error).message}`)
    }
  }

  async #respond(url: string, content: object): Promise<void> {
    const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...content })
    const answer = await this.#deps.outgoing.post(new URL(url), body)
    if ('error' in answer) throw new Error(answer.error)
    if (answer.status >= 300) throw new Error(`answered ${answer.status}`)
  }
}

function isSlacks(url: string, { server }: SlackApp): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  if (server !== null && origin === new URL(server).origin) return true
  return protocol === 'https:' && /^hooks\.slack(-gov)?\.com$/.test(hostname)
}
