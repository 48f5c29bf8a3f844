import type { SlackDraft, SlackProblem, SlackView } from '@hyperion/features/slack'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, type Language, languageFor, principalOf, reworded } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import { isoOrNull } from '../incident-views.ts'
import * as schemas from '../slack-schemas.ts'
import { documented } from './route.ts'
import { SLACK_TAG } from './slack.ts'

const URL = '/api/v1/slack/settings/'
const DEFAULT_PREFIX = 'inc-'

const SENTENCES: Record<Language, Record<SlackProblem, string>> = {
  en: {
    required: 'This field is required',
    token_form: 'Must be a bot token, which begins with xoxb-',
    secret_form: 'Must be the signing secret of the app: letters and digits, at least 16',
    channel_form: 'Must be the id of a channel, such as C0123456789',
    prefix_form: 'Must have 1 to 20 lower-case letters, digits, - and _, and begin with a letter or digit',
    server_form: 'Must be an address without a path, such as https://slack-gov.com',
    server_refused: 'This address is inside a private network: it may be called only when HYPERION_ALLOW_PRIVATE_WEBHOOKS names it',
    token_refused: 'Slack does not take this token',
  },
  fr: {
    required: 'Ce champ est obligatoire',
    token_form: 'Doit être un jeton de bot, qui commence par xoxb-',
    secret_form: 'Doit être le secret de signature de l’application : au moins 16 lettres et chiffres',
    channel_form: 'Doit être l’identifiant d’un canal, comme C0123456789',
    prefix_form: 'Doit compter de 1 à 20 lettres minuscules, chiffres, - et _, et commencer par une lettre ou un chiffre',
    server_form: 'Doit être une adresse sans chemin, comme https://slack-gov.com',
    server_refused: 'Cette adresse est dans un réseau privé : elle n’est appelée que si HYPERION_ALLOW_PRIVATE_WEBHOOKS la nomme',
    token_refused: 'Slack refuse ce jeton',
  },
}

const FIELDS = {
  token: 'bot_token',
  signingSecret: 'signing_secret',
  defaultChannel: 'default_channel',
  roomPrefix: 'war_room_prefix',
}

/** How the hub's app in Slack is set up. */
export function slackSettingsRoutes(app: FastifyInstance, deps: ImasDeps): void {
  const { slack, audit } = deps
  const shared = { tag: SLACK_TAG, access: 'config' } as const
  const show = (view: SlackView) => settingsView(view, slack.manifest())

  app.get(URL, documented({ ...shared, summary: 'How Slack is set up', answer: schemas.SlackSettingsAnswer }), async () =>
    show(await slack.settings.view()),
  )

  app.put<{ Body: schemas.SlackBody }>(
    URL,
    documented({
      ...shared,
      summary: 'Set up Slack',
      description: 'Secrets are sealed, and shown to nobody.',
      stepUp: true,
      body: schemas.SlackBody,
      answer: schemas.SlackSettingsAnswer,
    }),
    async (request) => {
      const { user } = principalOf(request)
      const { bot_token: token, signing_secret: secret, ...told } = request.body
      const details = { ...told, secrets: [...(token ? ['bot_token'] : []), ...(secret ? ['signing_secret'] : [])] }
      return audited(request, audit, { action: 'slack.update', details }, () =>
        worded(request, async () => show(await slack.settings.save(draftOf(request.body), user.username))),
      )
    },
  )

  app.delete(URL, documented({ ...shared, summary: 'Take Slack away', stepUp: true, answer: null }), async (request, reply) => {
    await audited(request, audit, { action: 'slack.delete' }, () => slack.settings.clear())
    return reply.code(204).send()
  })

  app.post(
    '/api/v1/slack/test/',
    documented({
      ...shared,
      summary: 'Sign in to Slack, to see',
      answer: schemas.SlackTestAnswer,
      errors: { 404: 'Slack is not set up' },
    }),
    async () => {
      const result = await slack.settings.test()
      return result.ok
        ? { ok: true, team: { id: result.team.id, name: result.team.name }, error: null }
        : { ok: false, team: null, error: result.error }
    },
  )
}

function worded<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  return reworded({ fields: FIELDS, sentences: SENTENCES[languageFor(request)] }, work)
}

function draftOf(body: schemas.SlackBody): SlackDraft {
  return {
    ...(body.bot_token !== undefined && { token: body.bot_token.trim() }),
    ...(body.signing_secret !== undefined && { signingSecret: body.signing_secret.trim() }),
    defaultChannel: body.default_channel.trim(),
    roomPrefix: body.war_room_prefix?.trim() ?? DEFAULT_PREFIX,
    server: body.server?.trim() || null,
  }
}

function settingsView(view: SlackView, manifest: object) {
  return {
    configured: view.configured,
    readable: !view.unreadable,
    default_channel: view.defaultChannel,
    war_room_prefix: view.roomPrefix,
    server: view.server,
    team: view.team && { id: view.team.id, name: view.team.name },
    last_event_at: isoOrNull(view.lastEventAt),
    last_error: view.lastError,
    last_error_at: isoOrNull(view.lastErrorAt),
    updated_at: isoOrNull(view.updatedAt),
    updated_by: view.updatedBy,
    manifest,
  }
}
