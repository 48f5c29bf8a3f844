export type { InboundAnswer, InboundRequest, SlackInbound } from './inbound.ts'
export { openSlack, type Slack } from './open-slack.ts'
export type { SlackDraft, SlackProblem, SlackTest, SlackView } from './settings.ts'
