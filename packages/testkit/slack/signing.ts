import { createHmac } from 'node:crypto'

export const SIGNING_SECRET = '8f742231b10e8888abcd99e3c4285a51'

/** A request as Slack makes it. */
export interface SlackRequest {
  readonly method: 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
}

/** Signs as Slack does: over the time and the body. `at` is epoch ms. */
export function signed(url: string, payload: string, type: string, at: number, secret = SIGNING_SECRET): SlackRequest {
  const timestamp = String(Math.floor(at / 1000))
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${payload}`).digest('hex')
  const headers = { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` }
  return { method: 'POST', url, headers, payload }
}

const FORM = 'application/x-www-form-urlencoded'

/** What Slack sends to an app whose routes are below one address. */
export class SlackSender {
  readonly #now: () => number
  #sent = 0

  constructor(now: () => number) {
    this.#now = now
  }

  command(user: string, text: string, responseUrl: string): SlackRequest {
    const fields = {
      command: '/imas',
      text,
      user_id: user,
      channel_id: 'C0DEFAULT',
      team_id: 'T0STANDIN',
      trigger_id: this.#trigger(),
      response_url: responseUrl,
    }
    return this.#form('commands', fields)
  }

  /** A button of a message that is in a channel. */
  press(user: string, button: object, channel: string, responseUrl: string): SlackRequest {
    const payload = { type: 'block_actions', user: { id: user }, channel: { id: channel }, actions: [button], trigger_id: this.#trigger() }
    return this.#form('interactive', { payload: JSON.stringify({ ...payload, response_url: responseUrl }) })
  }

  /** A form, filled in: a text or the value of an option by block. */
  submit(user: string, view: object, values: Readonly<Record<string, string>>): SlackRequest {
    const filled = Object.entries(values).map(([block, value]) => [
      block,
      { [block]: ['service', 'severity'].includes(block) ? { selected_option: { value } } : { value } },
    ])
    const state = { values: Object.fromEntries(filled) }
    const payload = { type: 'view_submission', user: { id: user }, view: { id: `V${++this.#sent}`, ...view, state } }
    return this.#form('interactive', { payload: JSON.stringify(payload) })
  }

  suggest(user: string, value: string): SlackRequest {
    return this.#form('interactive', { payload: JSON.stringify({ type: 'block_suggestion', user: { id: user }, value }) })
  }

  /** An event; `id` is new unless given. */
  event(event: object, id = `Ev${++this.#sent}`): SlackRequest {
    return this.#json({ type: 'event_callback', team_id: 'T0STANDIN', event_id: id, event })
  }

  verification(challenge: string): SlackRequest {
    return this.#json({ type: 'url_verification', challenge })
  }

  #trigger(): string {
    return `${++this.#sent}.trigger`
  }

  #json(body: object): SlackRequest {
    return signed('/api/v1/slack/events/', JSON.stringify(body), 'application/json', this.#now())
  }

  #form(name: string, fields: Readonly<Record<string, string>>): SlackRequest {
    // No two requests are the same to the byte.
    const body = new URLSearchParams({ ...fields, api_app_id: `A${++this.#sent}` }).toString()
    return signed(`/api/v1/slack/${name}/`, body, FORM, this.#now())
  }
}
