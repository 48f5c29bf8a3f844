import type { ChannelKind } from './channel.ts'
import { discord } from './discord/index.ts'

/** Every kind of channel, in the order in which they are offered. */
export const CHANNEL_KINDS: readonly ChannelKind[] = [discord]
