import type { TaskDefinition } from './task.ts'

/** The notifying tasks of the Hyperion interfaces document. */
export const NOTIFIERS: readonly TaskDefinition[] = [
  {
    name: 'send_slack_notification',
    description: 'Tells the Slack channels which alerts are firing',
    everySeconds: null,
    run: ({ bulletin }) => bulletin.send(['slack-webhook', 'slack-bot']),
  },
  {
    name: 'send_email_notification',
    description: 'Tells the mail channels which alerts are firing',
    everySeconds: null,
    run: ({ bulletin }) => bulletin.send(['email']),
  },
]
