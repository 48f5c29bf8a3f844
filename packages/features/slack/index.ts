export type { InboundAnswer, InboundRequest, SlackInbound } from './inbound.ts'
export { openSlack, type Slack } from './open-slack.ts'
export type { SlackDraft, SlackProblem, SlackView } from './settings.ts'
