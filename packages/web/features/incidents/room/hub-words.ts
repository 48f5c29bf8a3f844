import type { TimelineRow } from '@hyperion/wire/incidents'

/** Sentences of the hub, with the names in them; each has its words under `incidents.timeline.hub`. */
const SENTENCES = {
  documentLinked: /^Incident document linked$/,
  documentRemoved: /^Incident document removed$/,
  warRoomOpened: /^War room opened$/,
  warRoomRemoved: /^War room removed$/,
  runbook: /^Runbook attached: (?<name>.+)$/s,
  escalationBegun: /^Escalation policy (?<name>.+) has begun$/s,
  escalationExhausted: /^Escalation policy (?<name>.+) is exhausted: every step ran and nobody took the incident on$/s,
  noPolicy: /^Nobody is paged: service (?<name>.+) has no escalation policy$/s,
  paged: /^(?<name>.+) was paged$/s,
  told: /^(?<name>.+) was told$/s,
} as const

type Sentence = keyof typeof SENTENCES

const BY_TYPE: Readonly<Partial<Record<TimelineRow['type'], readonly Sentence[]>>> = {
  DOCUMENT: ['documentLinked', 'documentRemoved'],
  WAR_ROOM: ['warRoomOpened', 'warRoomRemoved'],
  RUNBOOK: ['runbook'],
  ESCALATION: ['escalationBegun', 'escalationExhausted', 'noPolicy'],
  NOTIFICATION: ['paged', 'told'],
}

/** Which of them an entry is, if any. */
export function hubSentence({ type, message }: Pick<TimelineRow, 'type' | 'message'>): { sentence: Sentence; name: string } | null {
  for (const sentence of BY_TYPE[type] ?? []) {
    const found = SENTENCES[sentence].exec(message)
    if (found) return { sentence, name: found.groups?.name ?? '' }
  }
  return null
}

/** Why the hub left a step out; each has its words under `incidents.steps.reason`. */
const REASONS = {
  noPolicy: /^(service .+ has )?no escalation policy$/s,
  noChannels: /^no channels to tell$/,
  nothingToTell: /^nothing to tell$/,
  nobodyTold: /^nobody was told of it$/,
  noSlack: /^Slack is not set up$/,
  noRunbook: /^.+ has no runbook$/s,
} as const

/** Which of them it is, if any. */
export function hubReason(error: string): keyof typeof REASONS | null {
  const names = Object.keys(REASONS) as (keyof typeof REASONS)[]
  return names.find((name) => REASONS[name].test(error)) ?? null
}
