import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import manifest from '../package.json' with { type: 'json' }

/** Head of the OpenAPI document; its paths come from the routes' own schemas. */
export const documentation: FastifyDynamicSwaggerOptions = {
  hideUntagged: true,
  refResolver: { buildLocalReference: (schema, _base, _fragment, index) => String(schema.$id ?? `schema-${index}`) },
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Hyperion',
      version: manifest.version,
      description: 'Self-hosted server monitoring. Every path answers with and without its trailing slash.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This hub' }],
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token that `POST /login` answers, an access JWT of `POST /api/v1/auth/token/`, or an API key.',
        },
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Token` and the token that `POST /api/auth/token/` answers.',
        },
        receiver: { type: 'http', scheme: 'bearer', description: 'The token of a remote-write receiver.' },
        session: { type: 'apiKey', in: 'cookie', name: 'hyperion_session', description: 'The cookie that `POST /api/session` sets.' },
      },
    },
    tags: [
      { name: 'HealthCheck', description: 'How this server is.' },
      { name: 'Accounts', description: 'Signing in and out.' },
      { name: 'Administration', description: 'Users and alert thresholds.' },
      { name: 'Metrics', description: 'Live figures as the Hyperion interfaces document lists them.' },
      { name: 'System', description: 'This machine: its processes, network and services.' },
      { name: 'Hosts', description: 'Monitored machines and their history.' },
      { name: 'Actions', description: 'What was asked of hosts, by whom and why, and what became of it.' },
      { name: 'Processes', description: 'The processes of hosts, and what can be done to them.' },
      { name: 'Files', description: 'Files of a host, within the folders that it opens.' },
      { name: 'Units', description: 'Services, timers and the other units of a host, their journal, and what can be done to them.' },
      { name: 'Containers', description: 'A look into the containers of hosts, and what can be done to them.' },
      { name: 'Agents', description: 'What agents of other machines are installed from, and the way they go.' },
      { name: 'Reports', description: 'Performance reports, asked for or by plan.' },
      { name: 'Prometheus', description: 'Targets that the hub scrapes, receivers of remote write, and what it shows itself.' },
      { name: 'Alerts', description: 'Alerts, the rules behind them, and what silences them.' },
      { name: 'Channels', description: 'Where alerts are told, and what became of each message.' },
      { name: 'Notifications', description: 'What was told, and how far each has read.' },
      { name: 'Tasks', description: 'Periodic and on-demand tasks.' },
      { name: 'Two-factor', description: 'Codes of an authenticator app besides the password.' },
      { name: 'Session', description: 'The web app’s sign-in, and what one is signed in with.' },
      { name: 'API keys', description: 'Named keys for scripts.' },
      { name: 'Audit', description: 'Who did what.' },
      { name: 'PerfAnalysis', description: 'History, comparison, reports and preferences, and signing in with a pair of JWTs.' },
      { name: 'IMAS', description: 'Signing in with a token that lasts.' },
      { name: 'Incidents', description: 'Incidents, their timeline, and what people do with them.' },
      { name: 'Services', description: 'What incidents are about, the teams that own it, and what incidents may touch.' },
      { name: 'Runbooks', description: 'What to do step by step, and the tags of incidents.' },
      { name: 'On-call', description: 'Schedules with rotations, and who is on call now.' },
      { name: 'Integrations', description: 'Alerts of other programs: their webhooks, the tokens for these, and what came in.' },
      { name: 'Incident documents', description: 'What people write of an incident together: the live document and the postmortem.' },
      { name: 'Slack', description: 'Incidents in Slack: how that is set up, and what Slack calls.' },
      { name: 'Paging', description: 'Escalation policies, how each is paged, and whether that works.' },
      { name: 'Network', description: 'How a machine is connected, its sockets, and probes from it.' },
      { name: 'Commands', description: 'Saved commands, running programs on hosts, and what was seen on terminals.' },
      { name: 'Live', description: 'WebSocket feeds.' },
      { name: 'Documentation', description: 'This documentation.' },
    ],
  },
}

type Schema = object

/** A JSON answer of a route, for its documentation. */
export function jsonAnswer(description: string, schema: Schema): Schema {
  return { description, content: { 'application/json': { schema } } }
}

/** Error answers of a route by status, all of the shared schema `id`. */
export function errorAnswers(descriptions: Readonly<Record<number, string>>, id: string): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(descriptions).map(([status, description]) => [status, jsonAnswer(description, { $ref: `${id}#` })]),
  )
}
