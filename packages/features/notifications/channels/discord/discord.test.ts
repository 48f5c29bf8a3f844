import { channelContract, type StandIn, type Trouble } from '@hyperion/testkit/channels'
import { type DiscordMood, startDiscord } from '@hyperion/testkit/discord'
import { discord } from './index.ts'

const MOODS: Readonly<Partial<Record<Trouble, DiscordMood>>> = {
  trouble: { status: 503 },
  limited: { status: 429, retryAfter: 7 },
  refused: { status: 400 },
  gone: { status: 404 },
  moved: { status: 302 },
  cut: 'cut',
  silent: 'silent',
}

channelContract(discord, startStandIn)

async function startStandIn(): Promise<StandIn> {
  const server = await startDiscord()
  return {
    settings: { webhook_url: server.url },
    address: server.address,
    taken: () => server.messages.length,
    mistakes: () => (JSON.stringify(server.messages.at(-1)).includes('"allowed_mentions":{"parse":[]}') ? [] : ['it would ping']),
    next: (trouble) => server.next(MOODS[trouble] ?? 'well'),
    troubles: Object.keys(MOODS) as Trouble[],
    close: () => server.close(),
  }
}
