import { isUuid } from '@hyperion/domain/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import type { Incidents } from '../incidents/index.ts'
import { incidentUrl, type Links } from './blocks.ts'
import { type SlackClient, SlackError } from './client.ts'
import type { SlackDeeds } from './deeds.ts'
import { createForm, resolveForm } from './forms.ts'
import { link } from './mrkdwn.ts'
import { mayAct, type SlackPeople } from './people.ts'
import type { ReplyTo, SlackReplies } from './replies.ts'
import type { SlackApp } from './settings.ts'
import { type Words, wordsOf } from './words.ts'

export interface DialogsDeps {
  readonly services: Pick<ServiceStore, 'names'>
  readonly incidents: Incidents
  readonly people: SlackPeople
  readonly client: SlackClient
  readonly deeds: SlackDeeds
  readonly replies: SlackReplies
  readonly links: () => Links
  readonly log: (message: string) => void
}

/** A form, or why there is none. */
type Made = { readonly view: object } | { readonly text: string }

/** Opens forms. Slack allows it for three seconds only, so that it is begun at once and not tried again. */
export class Dialogs {
  readonly #deps: DialogsDeps
  readonly #opening = new Set<Promise<void>>()

  constructor(deps: DialogsDeps) {
    this.#deps = deps
  }

  create(app: SlackApp, to: ReplyTo, trigger: string, title: string): void {
    this.#begin(app, to, trigger, async (words) => {
      const services = await this.#deps.services.names()
      if (services.length === 0) return { text: words.noServices(`${this.#deps.links().app}/app/services`) }
      const byName = [...services].sort((one, other) => one.name.localeCompare(other.name))
      return { view: createForm(words, byName, title, { channel: to.channel, incident: null }) }
    })
  }

  resolve(app: SlackApp, to: ReplyTo, trigger: string, ref: string): void {
    this.#begin(app, to, trigger, async (words) => {
      const incident = isUuid(ref) ? await this.#deps.incidents.byRef(ref).catch(() => null) : null
      if (!incident) return { text: `⚠️ ${words.failed}` }
      if (incident.status !== 'RESOLVED') return { view: resolveForm(words, incident, to.channel) }
      const name = link(incidentUrl(this.#deps.links(), incident), incident.shortId)
      return { text: `⚠️ ${words.refused(name, words.status.RESOLVED)}` }
    })
  }

  /** Waits for those under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#opening)
  }

  #begin(app: SlackApp, to: ReplyTo, trigger: string, make: (words: Words) => Promise<Made>): void {
    const opening = this.#open(app, to, trigger, make)
      .catch((error: Error) => this.#failed(app, to, error))
      .finally(() => this.#opening.delete(opening))
    this.#opening.add(opening)
  }

  async #open(app: SlackApp, to: ReplyTo, trigger: string, make: (words: Words) => Promise<Made>): Promise<void> {
    const { people, deeds, client, replies } = this.#deps
    const speaker = await people.speaker(to.user)
    if (!mayAct(speaker, 'execute')) return deeds.refuse(app, speaker, { kind: 'change', to }, 0)
    const made = await make(wordsOf(speaker.language))
    if ('text' in made) return replies.send(app, to, made.text)
    await client.call(app, 'views.open', { trigger_id: trigger, view: made.view })
  }

  async #failed(app: SlackApp, to: ReplyTo, error: Error): Promise<void> {
    const { people, replies, log } = this.#deps
    const late = error instanceof SlackError && ['expired_trigger_id', 'trigger_expired', 'trigger_exchanged'].includes(error.reason)
    if (!late) log(`slack: a form was not opened: ${error.message}`)
    const words = wordsOf(await people.language(to.user).catch(() => 'en' as const))
    await replies.send(app, to, `⚠️ ${late ? words.late : words.failed}`)
  }
}
