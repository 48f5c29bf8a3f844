import { currentLanguage } from './i18n/index.ts'

/** A request that did not succeed. `status` 0: the hub did not answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly details: Readonly<Record<string, readonly string[]>>
  /** The whole answer; null when it was no object. */
  readonly body: Readonly<Record<string, unknown>> | null

  constructor(status: number, code: string, message: string, details: ApiError['details'] = {}, body: ApiError['body'] = null) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
    this.body = body
  }
}

let onUnauthorized: () => void = () => undefined

/** What to do when any request finds that the session has ended. */
export function setUnauthorizedHandler(handler: () => void): void {
  onUnauthorized = handler
}

let stepUp: () => Promise<boolean> = async () => false

/** How to ask for a code before a dangerous change; the answer takes the handler away again. */
export function setStepUpHandler(handler: () => Promise<boolean>): () => void {
  stepUp = handler
  return () => {
    stepUp = async () => false
  }
}

/** Asks for a code; whether one was given. */
export function confirmStepUp(): Promise<boolean> {
  return stepUp()
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  /** Sent as it is, instead of a body. */
  readonly content?: Uint8Array<ArrayBuffer>
  /** What the content must take the place of, by its ETag. */
  readonly ifMatch?: string
  readonly signal?: AbortSignal
  /** A 401 is this request's own answer (sign-in), not the end of the session. */
  readonly own401?: boolean
}

/** Same-origin JSON with the session cookie; resolves to undefined for an empty answer. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options)
  const body = await readBody(response)
  if (response.ok) return body as T
  if (response.status === 401 && !options.own401) onUnauthorized()
  const error = errorFrom(response.status, body)
  if (error.code === 'STEP_UP_REQUIRED' && (await stepUp())) return request<T>(path, options)
  throw error
}

async function send(path: string, { method = 'GET', body, content, ifMatch, signal }: RequestOptions): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': currentLanguage(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(content && { 'content-type': 'application/octet-stream' }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(content && { body: content }),
      ...(signal && { signal }),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'UNREACHABLE', 'The hub does not answer')
  }
}

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    if (response.ok) throw new ApiError(response.status, 'UNREADABLE', 'The answer is not JSON')
    return undefined
  }
}

const CODE = /^[A-Z][A-Z0-9_]*$/
/** How `/api/v1/` words what the other routes call by a code. */
const CODES: Readonly<Record<string, string>> = { 'Two-factor code required': 'STEP_UP_REQUIRED' }

/** Most routes answer `{error: CODE, message, details}`; those below `/api/v1/` say `{error: 'a sentence', details}`. */
export function errorFrom(status: number, body: unknown): ApiError {
  if (typeof body !== 'object' || body === null) return new ApiError(status, `HTTP_${status}`, `HTTP ${status}`)
  const { error, message, details } = body as { error?: unknown; message?: unknown; details?: unknown }
  const said = typeof error === 'string' ? error : ''
  const sentence = said !== '' && !CODE.test(said)
  return new ApiError(
    status,
    (sentence ? CODES[said] : said) || `HTTP_${status}`,
    typeof message === 'string' ? message : sentence ? said : `HTTP ${status}`,
    fieldDetails(details),
    body as Record<string, unknown>,
  )
}

function fieldDetails(details: unknown): Readonly<Record<string, readonly string[]>> {
  if (typeof details !== 'object' || details === null) return {}
  const fields: Record<string, readonly string[]> = {}
  for (const [field, value] of Object.entries(details)) {
    if (Array.isArray(value)) fields[field] = value.map(String)
    else if (typeof value === 'string') fields[field] = [value]
  }
  return fields
}
