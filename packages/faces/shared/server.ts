import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import swagger from '@fastify/swagger'
import { DomainError } from '@hyperion/domain/errors'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { type Dialect, errorHandler, sendError, toDomainError } from './errors.ts'
import { documentation } from './openapi.ts'
import { RouteTable } from './route-table.ts'
import { compilersFactory } from './validators.ts'

/** Dialects by path: the first whose prefix fits, else the one of the root. */
export interface Dialects {
  readonly prefixed: readonly { readonly prefix: string; readonly dialect: Dialect }[]
  readonly root: Dialect
}

export interface ServerSettings {
  readonly dialects: Dialects
  /** Addresses or networks whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies?: readonly string[]
  readonly logger?: FastifyBaseLogger
  readonly bodyLimit?: number
  /** Sent with every answer: made once, where a plugin that makes them per request costs half of a quick route. */
  readonly headers?: Readonly<Record<string, string>>
  /** Serves TLS with this certificate, chain and key, as PEM. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
}

const BODY_LIMIT = 64 * 1024

/** How long a refused upgrade may keep its connection. */
const REFUSED_UPGRADE_MS = 5_000

/** The Fastify instance that the faces are registered in: limits, validation and the handlers of the root. */
export async function createFastify(settings: ServerSettings): Promise<FastifyInstance> {
  const app = listener(settings)
  parseJson(app)
  app.setReplySerializer((payload) => JSON.stringify(payload))
  app.decorateRequest('principal', null)
  app.server.on('upgrade', (_request, socket: Socket) => socket.setTimeout(REFUSED_UPGRADE_MS, () => socket.destroy()))
  closeUnused(app)
  if (settings.headers) sendAlways(app, settings.headers)
  handleRoot(app, settings.dialects)
  await app.register(swagger, documentation)
  return app
}

function listener(settings: ServerSettings): FastifyInstance {
  const raw = { headersTimeout: 15_000, shouldUpgradeCallback: ({ url }: IncomingMessage) => url?.startsWith('/ws/') ?? false }
  const options = {
    // Of a unit's name, each character escaped.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 765 },
    bodyLimit: settings.bodyLimit ?? BODY_LIMIT,
    trustProxy: settings.trustedProxies?.length ? [...settings.trustedProxies] : false,
    requestTimeout: 30_000,
    connectionTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true }),
    schemaController: { compilersFactory },
    frameworkErrors: (error, request, reply) => errorHandler(dialectOf(settings.dialects, request.url))(error, request, reply),
    clientErrorHandler: (error, socket) => refuseRaw(settings.dialects.root, error, socket),
    ...(settings.logger ? { loggerInstance: settings.logger } : {}),
  } satisfies FastifyServerOptions
  if (!settings.tls) return fastify({ ...options, http: raw })
  // The same to everyone but the listener itself, whose type says how it encrypts.
  return fastify({ ...options, https: { ...raw, ...settings.tls, minVersion: 'TLSv1.2' } }) as unknown as FastifyInstance
}

/** Browsers open sockets ahead of need. Node takes one without a request for busy, and would wait for it at the end. */
function closeUnused(app: FastifyInstance): void {
  const unused = new Set<Socket>()
  const opened = (socket: Socket): void => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  }
  const used = ({ socket }: IncomingMessage): void => void unused.delete(socket)
  app.server.on('connection', opened).on('request', used).on('upgrade', used)
  app.server.on('secureConnection', (socket: Socket) => {
    for (const raw of unused) if (raw.remotePort === socket.remotePort && raw.remoteAddress === socket.remoteAddress) unused.delete(raw)
    opened(socket)
  })
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy()
  })
}

/** JSON alone, and no body at all under its name: many clients announce it with every POST. */
function parseJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined)
    else parse(request, body, done)
  })
}

function sendAlways(app: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}

function handleRoot(app: FastifyInstance, dialects: Dialects): void {
  const table = new RouteTable()
  app.addHook('onRoute', ({ method, url }) => {
    // The one for all preflight requests knows no path.
    if (url !== '*') for (const each of [method].flat()) table.add(each, url)
  })
  const notFound = (request: FastifyRequest, reply: FastifyReply): void => {
    const path = request.url.split('?', 1)[0] as string
    if (request.headers.upgrade !== undefined) endAfter(reply)
    const methods = table.methods(path)
    // A route that found nothing itself, such as a missing file, is a plain 404.
    const allowed = methods.includes(request.method) ? [] : methods
    if (allowed.length > 0) reply.header('allow', [...allowed, 'OPTIONS'].join(', '))
    if (allowed.length > 0 && request.method === 'OPTIONS') reply.code(204).send()
    else sendError(dialectOf(dialects, path), notFoundError(allowed.length > 0, path), reply)
  }
  app.setNotFoundHandler(notFound)
  app.setErrorHandler((error, request, reply) => {
    if (request.is404) notFound(request, reply)
    else errorHandler(dialectOf(dialects, request.url))(error, request, reply)
  })
}

/** A refused upgrade leaves a connection that no one reads any more. */
function endAfter(reply: FastifyReply): void {
  reply.header('connection', 'close').raw.once('finish', () => reply.raw.socket?.end())
}

function notFoundError(known: boolean, path: string): DomainError {
  return new DomainError(known ? 'method_not_allowed' : 'not_found', path)
}

function dialectOf(dialects: Dialects, path: string): Dialect {
  return dialects.prefixed.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))?.dialect ?? dialects.root
}

/** Answers bytes that are not an HTTP request at all. */
function refuseRaw(dialect: Dialect, thrown: Error & { code?: string }, socket: Socket): void {
  if (thrown.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const error = new DomainError('malformed_body', toDomainError(thrown, dialect.language).message)
  const { status, body } = dialect.render(error)
  const text = JSON.stringify(body)
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'Content-Type: application/json; charset=utf-8', 'Connection: close']
  socket.end(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
}
