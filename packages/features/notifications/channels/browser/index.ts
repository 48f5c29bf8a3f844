import type { ChannelKind, Message } from '../channel.ts'
import { linesOf, shortenedBytes, wordingOf } from '../wording.ts'

/** More than this no desktop shows. */
const MAX_ITEMS = 4
/** Push services take 4 KiB, encryption included. */
const LONGEST_TITLE = 300
const LONGEST_TEXT = 1_500

export const browser: ChannelKind = {
  kind: 'browser',
  label: { en: 'Browser notification', fr: 'Notification du navigateur' },
  setup: [
    {
      en: 'Everybody who wants them switches notifications on under Notifications, in each browser. The hub has to be reached over HTTPS.',
      fr: 'Chacun active les notifications sous Notifications, dans chaque navigateur. Le hub doit être joint en HTTPS.',
    },
  ],
  fields: [],
  capabilities: { threads: false, maxItems: MAX_ITEMS, push: true },
  render,
  async send(_settings, message, { push }) {
    if (!push) return { ok: false, error: 'the hub cannot reach browsers', retry: 'later' }
    return push.send(render(message))
  },
}

/** A repetition takes the place of what it repeats: the tag is the key. */
function render(message: Message): object {
  const wording = wordingOf(message, MAX_ITEMS)
  return {
    title: shortenedBytes(wording.headline, LONGEST_TITLE),
    body: shortenedBytes(linesOf(wording).join('\n'), LONGEST_TEXT),
    tag: message.key,
    look: wording.look,
    url: message.url === null ? '/app/notifications' : new URL(message.url).pathname,
  }
}
