import { createHash } from 'node:crypto'
import type { SlackMessage, SlackPlace, SlackStore } from '@hyperion/ports/slack'
import type { Post } from './blocks.ts'
import { type SlackClient, SlackError, type SlackLogin } from './client.ts'

export interface PostsDeps {
  readonly store: SlackStore
  readonly client: SlackClient
}

/** Where a message of an incident belongs, the first that takes it. */
export interface Destination {
  readonly incident: string
  readonly place: SlackPlace
  readonly channels: readonly string[]
}

/** The message is gone, or not to be changed any more: another one takes its place. */
const LOST: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found'])
const CLOSED: ReadonlySet<string> = new Set(['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action'])

export function isClosed(error: unknown): boolean {
  return error instanceof SlackError && CLOSED.has(error.reason)
}

/** Messages that are posted once and changed from then on. */
export class SlackPosts {
  readonly #deps: PostsDeps

  constructor(deps: PostsDeps) {
    this.#deps = deps
  }

  /** Brings the message up to date, or posts it; `told` is the latest entry of the timeline, for a message that is new. */
  async keep(login: SlackLogin, to: Destination, post: Post, told: string | null): Promise<SlackMessage> {
    const known = await this.#deps.store.message(to.incident, to.place)
    const hash = hashOf(post)
    if (!known) return this.#post(login, to, post, hash, told)
    if (known.hash === hash) return known
    try {
      await this.#deps.client.call(login, 'chat.update', { channel: known.channel, ts: known.ts, ...post })
    } catch (error) {
      if (error instanceof SlackError && (LOST.has(error.reason) || isClosed(error))) {
        const there = LOST.has(error.reason) ? [known.channel, ...to.channels] : to.channels
        return this.#post(login, { ...to, channels: [...new Set(there)] }, post, hash, told)
      }
      throw error
    }
    const changed = { ...known, hash }
    await this.#deps.store.saveMessage(changed)
    return changed
  }

  /** Says something below a message, or in its room. */
  async reply(login: SlackLogin, { channel, ts, place }: SlackMessage, post: Post): Promise<void> {
    const thread = place === 'channel' ? { thread_ts: ts } : {}
    await this.#deps.client.call(login, 'chat.postMessage', { channel, ...post, ...thread, ...QUIET })
  }

  async #post(login: SlackLogin, to: Destination, post: Post, hash: string, told: string | null): Promise<SlackMessage> {
    const { client, store } = this.#deps
    const [channel = '', ...others] = to.channels
    try {
      const answer = await client.call(login, 'chat.postMessage', { channel, ...post, ...QUIET })
      const { incident, place } = to
      const message = { incident, place, channel: String(answer.channel ?? channel), ts: String(answer.ts), hash, told }
      await store.saveMessage(message)
      return message
    } catch (error) {
      if (others.length === 0 || !isClosed(error)) throw error
      return this.#post(login, { ...to, channels: others }, post, hash, told)
    }
  }
}

const QUIET = { unfurl_links: false, unfurl_media: false }

function hashOf(post: Post): string {
  return createHash('sha256').update(JSON.stringify(post)).digest('base64url')
}
