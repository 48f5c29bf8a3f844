/** Where Slack sends things to, below the hub's address. */
const ROUTES = '/api/v1/slack'

/** The document from which api.slack.com makes the app. */
export function slackManifest(appUrl: string): object {
  const url = (name: string) => `${appUrl.replace(/\/+$/, '')}${ROUTES}/${name}/`
  return {
    display_information: {
      name: 'Hyperion',
      description: 'Incidents: opened, followed and ended from Slack.',
      background_color: '#1d2b3a',
    },
    features: {
      bot_user: { display_name: 'Hyperion', always_online: true },
      slash_commands: [
        {
          command: '/imas',
          url: url('commands'),
          description: 'List, open, acknowledge and resolve incidents',
          usage_hint: 'incident list | create | ack <id> | resolve <id>',
          should_escape: false,
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES } },
    settings: {
      event_subscriptions: { request_url: url('events'), bot_events: ['app_mention', 'message.channels'] },
      interactivity: { is_enabled: true, request_url: url('interactive'), message_menu_options_url: url('interactive') },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  }
}

const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:manage',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'users:read',
  'users:read.email',
]
