import { hostname } from 'node:os'
import { isMailAddress } from '@hyperion/domain/mail'

/** The mail server that the hub hands its mail to. */
export interface MailConfig {
  readonly host: string
  readonly port: number
  /** `implicit`: TLS from the start; `always`: STARTTLS or nothing; `auto`: STARTTLS when offered; `never`. */
  readonly tls: 'implicit' | 'always' | 'auto' | 'never'
  readonly login: { readonly user: string; readonly pass: string } | null
  /** An address, or `Name <address>`. */
  readonly from: string
}

const STARTTLS = ['always', 'auto', 'never'] as const
const FORM = 'must be an address like smtp://user:password@host:587 or smtps://…'

/** Of `smtp://user:password@host:port?starttls=always|auto|never` or `smtps://…`; throws what is wrong with it. */
export function parseSmtpUrl(text: string): Omit<MailConfig, 'from'> {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol) || !['', '/'].includes(url.pathname)) throw new Error(FORM)
  const login = url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : null
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol === 'smtps:') {
    if (url.search) throw new Error('takes no ?starttls= with smtps://')
    return { host, port: Number(url.port || 465), tls: 'implicit', login }
  }
  return { host, port: Number(url.port || 587), tls: starttlsOf(url, login !== null), login }
}

/** A password goes over an open line only when that is asked for. */
function starttlsOf({ searchParams }: URL, withLogin: boolean): MailConfig['tls'] {
  const asked = searchParams.get('starttls')
  const known = asked === null ? (withLogin ? 'always' : 'auto') : STARTTLS.find((each) => each === asked)
  if (!known || [...searchParams.keys()].some((name) => name !== 'starttls')) throw new Error(`takes only ?starttls=${STARTTLS.join('|')}`)
  return known
}

/** An address, or `Name <address>`; throws what is wrong with it. */
export function parseSender(text: string): string {
  const [, name = '', address = text] = /^([^<>"\p{Cc}]{0,100}) <([^<>]*)>$/u.exec(text) ?? []
  if (!isMailAddress(address)) throw new Error('must be an address like alerts@example.com or Hyperion <alerts@example.com>')
  return name ? `${name} <${address}>` : address
}

/** Who writes when nobody is named. */
export function defaultSender({ login }: Omit<MailConfig, 'from'>): string {
  const address = login && isMailAddress(login.user) ? login.user : `hyperion@${hostname()}`
  return `Hyperion <${address}>`
}
