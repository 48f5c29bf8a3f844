// Written from what Google publishes and not from our constants: one must not be able to hide a slip of the other.
import { createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Json } from '../channels/http-service.ts'

const ACCOUNT = 'hyperion@stand-in.iam.gserviceaccount.com'
const DRIVE = 'https://www.googleapis.com/auth/drive'
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

/** A document as it is by now. */
export interface GoogleFile {
  readonly id: string
  readonly name: string
  readonly parents: readonly string[]
  readonly appProperties: Readonly<Record<string, string>>
  readonly permissions: Json[]
  text: string
}

interface Trouble {
  readonly path: string
  /** `cut`: does what it is asked, and hangs up. */
  readonly answer: { readonly status: number; readonly body?: object; readonly headers?: Record<string, string> } | 'cut'
}

class Refusal extends Error {
  readonly status: number
  readonly body: object

  constructor(status: number, body: object | string) {
    super(typeof body === 'string' ? body : JSON.stringify(body))
    this.status = status
    this.body = typeof body === 'string' ? { error: { code: status, message: body } } : body
  }
}

/** Stands in for Google's tokens, Drive and Docs, and refuses what the originals publish that they refuse. */
export class GoogleWorkspace {
  readonly files: GoogleFile[] = []
  /** `POST /drive/v3/files` and the like, in order. */
  readonly calls: string[] = []
  readonly #now: () => number
  readonly #pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  readonly #tokens = new Map<string, number>()
  readonly #troubles: Trouble[] = []
  readonly #server = createServer((request, response) => void this.#serve(request, response))

  private constructor(now: () => number) {
    this.#now = now
  }

  static async start(now: () => number): Promise<GoogleWorkspace> {
    const workspace = new GoogleWorkspace(now)
    workspace.#server.listen(0, '127.0.0.1')
    await once(workspace.#server, 'listening')
    return workspace
  }

  /** `host:port`. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get origin(): string {
    return `http://${this.address}`
  }

  /** As it is downloaded for the account. */
  key(change: object = {}): string {
    return JSON.stringify({
      type: 'service_account',
      project_id: 'stand-in',
      private_key_id: 'key-1',
      private_key: this.#pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      client_email: ACCOUNT,
      client_id: '100000000000000000001',
      token_uri: `${this.origin}/token`,
      ...change,
    })
  }

  /** What comes of the next call of a path that ends so. */
  next(path: string, answer: Trouble['answer']): void {
    this.#troubles.push({ path, answer })
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.origin)
    const body = await text(request)
    this.calls.push(`${request.method} ${url.pathname}`)
    const at = this.#troubles.findIndex(({ path }) => url.pathname.endsWith(path))
    const trouble = at === -1 ? undefined : this.#troubles.splice(at, 1)[0]?.answer
    const answer = trouble && trouble !== 'cut' ? trouble : this.#answer(request, url, body)
    if (trouble === 'cut') return void request.socket.destroy()
    const headers = { 'content-type': 'application/json', ...(answer.headers ?? {}) }
    response.writeHead(answer.status, headers).end(JSON.stringify(answer.body ?? {}))
  }

  #answer({ method, headers }: IncomingMessage, url: URL, body: string): Exclude<Trouble['answer'], 'cut'> {
    try {
      if (url.pathname === '/token') return { status: 200, body: this.#grant(headers['content-type'], body) }
      const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
      if ((this.#tokens.get(token) ?? 0) <= this.#now()) throw new Refusal(401, 'Request had invalid authentication credentials.')
      const call = `${method} ${url.pathname.replace(/(?<=\/(?:files|documents)\/)[^/:]+/, '*')}`
      const handler = this.#handlers[call]
      if (!handler) throw new Refusal(404, `no such method: ${call}`)
      const id = /\/(?:files|documents)\/([^/:]+)/.exec(url.pathname)?.[1] ?? ''
      return { status: 200, body: handler(id, url.searchParams, body === '' ? {} : (JSON.parse(body) as Json)) }
    } catch (error) {
      if (error instanceof Refusal) return error
      return { status: 400, body: { error: { code: 400, message: String(error) } } }
    }
  }

  readonly #handlers: Readonly<Record<string, (id: string, query: URLSearchParams, body: Json) => object>> = {
    'GET /drive/v3/files': (_, query) => {
      const wanted = /^appProperties has \{ key='(\w+)' and value='([\w-]+)' \} and trashed = false$/.exec(query.get('q') ?? '')
      if (!wanted || query.get('supportsAllDrives') !== 'true') throw new Refusal(400, 'Invalid Value')
      const [, key = '', value] = wanted
      return { files: this.files.filter(({ appProperties }) => appProperties[key] === value).map(({ id }) => ({ id })) }
    },
    'POST /drive/v3/files': (_, query, { name, mimeType, parents = [], appProperties = {} }) => {
      if (query.get('supportsAllDrives') !== 'true') throw new Refusal(404, 'File not found: .')
      if (mimeType !== 'application/vnd.google-apps.document' || typeof name !== 'string') throw new Refusal(400, 'Bad Request')
      const about = { name, parents: parents as string[], appProperties: appProperties as Record<string, string> }
      const file = { id: `1${randomUUID().replaceAll('-', '_')}`, ...about, permissions: [], text: '\n' }
      this.files.push(file)
      return { id: file.id }
    },
    'POST /drive/v3/files/*/permissions': (id, query, body) => {
      const { role, type, emailAddress, domain } = body
      const whom = type === 'user' ? emailAddress : type === 'domain' ? domain : null
      if (role !== 'writer' || typeof whom !== 'string') throw new Refusal(400, 'Bad Request')
      if (type === 'user' && query.get('sendNotificationEmail') !== 'false') throw new Refusal(400, 'sends mail')
      const { permissions } = this.#file(id)
      if (!permissions.some((each) => each.emailAddress === emailAddress && each.domain === domain)) permissions.push(body)
      return { id: 'permission' }
    },
    'GET /v1/documents/*': (id) => {
      const { text: written } = this.#file(id)
      return { body: { content: [{ endIndex: 1 }, { endIndex: written.length + 1 }] } }
    },
    'POST /v1/documents/*:batchUpdate': (id, _, { requests }) => {
      const file = this.#file(id)
      for (const { insertText } of requests as { insertText: { location: { index: number }; text: string } }[]) {
        const at = insertText.location.index - 1
        if (at < 0 || at >= file.text.length || insertText.text === '') throw new Refusal(400, 'Invalid requests[0].insertText')
        file.text = file.text.slice(0, at) + insertText.text + file.text.slice(at)
      }
      return { documentId: id }
    },
  }

  #file(id: string): GoogleFile {
    const file = this.files.find((each) => each.id === id)
    if (!file) throw new Refusal(404, `File not found: ${id}.`)
    return file
  }

  #grant(type: string | undefined, body: string): object {
    const form = new URLSearchParams(body)
    if (type !== 'application/x-www-form-urlencoded' || form.get('grant_type') !== GRANT) throw refused('unsupported_grant_type')
    const [head = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.')
    const { alg, kid } = unpacked(head)
    const key = createPublicKey(this.#pair.publicKey.export({ type: 'spki', format: 'pem' }))
    const signed = verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))
    if (alg !== 'RS256' || kid !== 'key-1' || !signed) throw refused('Invalid JWT Signature.')
    const { iss, aud, scope, iat, exp } = unpacked(claims)
    const now = this.#now() / 1000
    const [from, until] = [Number(iat), Number(exp)]
    if (iss !== ACCOUNT || aud !== `${this.origin}/token`) throw refused('Invalid issuer or audience.')
    if (!(from <= now + 60 && until > now && until - from <= 3600)) throw refused('Invalid JWT: check your iat and exp values.')
    if (scope !== DRIVE) throw new Refusal(400, { error: 'invalid_scope' })
    const token = `ya29.${randomUUID()}`
    this.#tokens.set(token, this.#now() + 3_600_000)
    return { access_token: token, expires_in: 3599, token_type: 'Bearer' }
  }
}

function refused(description: string): Refusal {
  return new Refusal(400, { error: 'invalid_grant', error_description: description })
}

function unpacked(part: string): Json {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json
}
