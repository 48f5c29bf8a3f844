/** What a check of the way to the hub looks at, in this order. */
export type CheckStep = 'resolve' | 'connect' | 'tls' | 'http' | 'websocket' | 'clock' | 'idle' | 'proxy' | 'host'

/** One result. Programs go by the code; the words for it are in words.ts. */
export interface Finding {
  readonly step: CheckStep
  readonly state: 'ok' | 'warning' | 'failed'
  readonly code: FindingCode
  /** What the words have to be filled with. */
  readonly params: Readonly<Record<string, string>>
}

interface Words {
  readonly message: string
  /** What to do; left out where nothing is wrong. */
  readonly fix?: string
  /** The configuration of the proxy belongs to the fix. */
  readonly snippet?: true
}

/** Every result that a check can have, in words, with `{{params}}`. */
export const FINDINGS = {
  resolved: { message: '{{name}} is {{addresses}}' },
  unresolved: {
    message: 'No address is known for {{name}}',
    fix: 'Correct the name, or add it to the DNS (or /etc/hosts) of this machine.',
  },
  connected: { message: 'Port {{port}} of {{address}} answers' },
  connection_refused: {
    message: 'Nothing listens on port {{port}} of {{address}}',
    fix: 'Start the hub or the proxy, correct the port, and see that HYPERION_HOST is not 127.0.0.1 when there is no proxy.',
  },
  connection_timeout: {
    message: 'Port {{port}} of {{address}} does not answer',
    fix: 'Open the port in the firewalls between here and there, and check the route.',
  },
  connection_failed: { message: 'No connection to {{address}}: {{reason}}', fix: 'Check the network and the route to this address.' },
  plain: { message: 'The line is not encrypted' },
  plain_remote: {
    message: 'The line is not encrypted, and leaves this machine',
    fix: 'Serve TLS: HYPERION_TLS_CERT and HYPERION_TLS_KEY, HYPERION_TLS_SELF_SIGNED=on, or a proxy in front.',
  },
  tls_verified: { message: 'The certificate of {{issuer}} is valid until {{until}}' },
  tls_pinned: { message: 'The certificate is the pinned one, valid until {{until}}' },
  tls_ends_soon: { message: 'The certificate ends on {{until}}', fix: 'Renew it; see why that has not happened by itself.' },
  tls_expired: { message: 'The certificate ended on {{until}}', fix: 'Renew it, or set the clock of this machine if that is wrong.' },
  tls_not_yet: { message: 'The certificate is not valid before {{from}}', fix: 'Set the clock of this machine.' },
  tls_name: {
    message: 'The certificate is for {{names}}, not for {{name}}',
    fix: 'Use one of its names in the address, or get a certificate for {{name}}.',
  },
  tls_self_signed: {
    message: 'Nobody vouches for the certificate: it is signed by itself',
    fix: 'If it is the hub’s own, trust it with --pin sha256:{{fingerprint}}',
  },
  tls_unknown_issuer: {
    message: 'The issuer of the certificate, {{issuer}}, is not known here',
    fix: 'Serve the whole chain (fullchain.pem, not cert.pem), or give the authority with --ca FILE.',
  },
  tls_pin: {
    message: 'The certificate is sha256:{{got}}, not the pinned sha256:{{expected}}',
    fix: 'If the certificate was renewed, pin the new one; if not, somebody is in between.',
  },
  tls_none: { message: 'Port {{port}} does not speak TLS', fix: 'Use http:// if this is the hub on this machine, or set up TLS there.' },
  tls_failed: { message: 'TLS fails: {{reason}}', fix: 'Allow TLS 1.2 or later on both sides.' },
  hub: { message: 'A Hyperion hub answers' },
  http_redirect: {
    message: 'The answer leads to {{location}} (status {{status}})',
    fix: 'Use that address if it is the hub; if it is a sign-in page, exempt /api/agent/ and /ws/agent/ from it.',
  },
  http_login: {
    message: 'Something asks to sign in before the hub is reached (status {{status}})',
    fix: 'Exempt /api/agent/ and /ws/agent/ from the sign-in of the proxy: agents prove a key of their own.',
  },
  http_bad_gateway: {
    message: 'The proxy does not reach the hub (status {{status}})',
    fix: 'Start the hub, and let the proxy pass to its HYPERION_HOST and HYPERION_PORT.',
    snippet: true,
  },
  http_not_found: {
    message: 'A server answers, but does not know the hub (status {{status}})',
    fix: 'Pass everything under the address to the hub, and mind a path in it.',
    snippet: true,
  },
  http_not_hub: { message: 'A server answers that is not a Hyperion hub (status {{status}})', fix: 'Correct the address.' },
  http_garbled: { message: 'What answers does not speak HTTP: {{reason}}', fix: 'Correct the port; use https:// if the port is for TLS.' },
  http_timeout: { message: 'The connection opens, but no answer comes', fix: 'See whether the hub and the proxy are overloaded.' },
  other_hub: {
    message: 'Another hub answers than the one meant',
    fix: 'Correct the address; if the hub was made anew without its secret.key, enrol the agents again.',
  },
  upgraded: { message: 'WebSockets pass both ways' },
  upgrade_stripped: {
    message: 'The proxy takes the Upgrade header away: the hub saw no WebSocket',
    fix: 'Let the proxy pass WebSockets on.',
    snippet: true,
  },
  upgrade_denied: {
    message: 'Something asks to sign in before /ws/agent/ (status {{status}})',
    fix: 'Exempt /ws/agent/ from the sign-in of the proxy: agents prove a key of their own.',
  },
  upgrade_bad_gateway: {
    message: 'The proxy does not reach the hub for WebSockets (status {{status}})',
    fix: 'Let the proxy pass /ws/ to the same place as the rest.',
    snippet: true,
  },
  upgrade_refused: {
    message: 'The WebSocket is refused (status {{status}})',
    fix: 'Let the proxy pass /ws/ with its upgrade to the hub.',
    snippet: true,
  },
  upgrade_timeout: { message: 'The WebSocket gets no answer', fix: 'Let the proxy pass /ws/ with its upgrade to the hub.', snippet: true },
  upgrade_dropped: {
    message: 'The WebSocket is cut off: {{reason}}',
    fix: 'Let the proxy pass /ws/ with its upgrade to the hub.',
    snippet: true,
  },
  websocket_silent: {
    message: 'The WebSocket opens, but nothing comes through',
    fix: 'Switch buffering off for /ws/ in the proxy; see whether a filter inspects WebSockets.',
    snippet: true,
  },
  clock_right: { message: 'The clocks agree' },
  clock_behind: { message: 'This clock is {{seconds}} s behind the hub’s', fix: 'Set the clocks of both machines (NTP).' },
  clock_ahead: { message: 'This clock is {{seconds}} s ahead of the hub’s', fix: 'Set the clocks of both machines (NTP).' },
  clock_refused: {
    message: 'This clock is {{seconds}} s ahead of the hub’s: its reports are refused',
    fix: 'Set the clocks of both machines (NTP).',
  },
  held: { message: 'A quiet connection stays open for {{seconds}} s' },
  cut: {
    message: 'A quiet connection is cut after {{seconds}} s',
    fix: 'Give the proxy a longer idle timeout for /ws/: at least 60 seconds.',
    snippet: true,
  },
  no_public_url: {
    message: 'HYPERION_PUBLIC_URL is not set: only this machine was checked',
    fix: 'Set HYPERION_PUBLIC_URL to the address that other machines use.',
  },
  direct: { message: 'No proxy is in between' },
  proxy_trusted: { message: 'The proxy at {{address}} is trusted and says who asks' },
  proxy_untrusted: {
    message: 'The proxy at {{address}} is not trusted: all clients count as one, and are taken to use plain http',
    fix: 'Set HYPERION_TRUSTED_PROXIES={{address}}',
  },
  forwarded_missing: {
    message: 'The proxy at {{address}} does not say who asks',
    fix: 'Let it send X-Forwarded-For and X-Forwarded-Proto.',
    snippet: true,
  },
  proto_missing: {
    message: 'The proxy at {{address}} does not say that clients use https',
    fix: 'Let it send X-Forwarded-Proto.',
    snippet: true,
  },
  host_kept: { message: 'The name in the address arrives' },
  host_lost: {
    message: 'The hub is asked for {{got}} instead of {{expected}}',
    fix: 'Let the proxy keep the Host header.',
    snippet: true,
  },
} as const satisfies Record<string, Words>

export type FindingCode = keyof typeof FINDINGS

/** A finding in English. */
export function wordsOf({ code, params }: Pick<Finding, 'code' | 'params'>): { readonly message: string; readonly fix: string | null } {
  const { message, fix }: Words = FINDINGS[code]
  return { message: filled(message, params), fix: fix === undefined ? null : filled(fix, params) }
}

function filled(text: string, params: Finding['params']): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => params[name] ?? '?')
}

/** The configuration of the proxy that mends a finding; null where that is none of the proxy's. */
export function snippetOf({ code, params }: Pick<Finding, 'code' | 'params'>): { readonly proxy: Proxy; readonly text: string } | null {
  const { snippet }: Words = FINDINGS[code]
  if (!snippet) return null
  const proxy = proxyOf(params.server)
  return { proxy, text: SNIPPETS[proxy] }
}

export type Proxy = 'nginx' | 'Apache' | 'Caddy' | 'Traefik' | 'HAProxy'

/** By its `Server` header; nginx, the commonest, where it says nothing. */
function proxyOf(server = ''): Proxy {
  if (/apache/i.test(server)) return 'Apache'
  if (/caddy/i.test(server)) return 'Caddy'
  if (/haproxy/i.test(server)) return 'HAProxy'
  return /traefik/i.test(server) ? 'Traefik' : 'nginx'
}

const SNIPPETS: Readonly<Record<Proxy, string>> = {
  nginx: `location / {
    proxy_pass http://127.0.0.1:8000;
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_read_timeout 1h;
    client_max_body_size 0;
}
# outside server { }:
map $http_upgrade $connection_upgrade { default upgrade; '' close; }`,
  Apache: `# a2enmod proxy proxy_http proxy_wstunnel headers
ProxyPreserveHost On
RequestHeader set X-Forwarded-Proto "https"
ProxyPass /ws/ ws://127.0.0.1:8000/ws/ timeout=3600
ProxyPass / http://127.0.0.1:8000/`,
  Caddy: `hyperion.example {
    reverse_proxy 127.0.0.1:8000
}`,
  Traefik: `http:
  routers:
    hyperion:
      rule: Host(\`hyperion.example\`)
      service: hyperion
      tls: {}
  services:
    hyperion:
      loadBalancer:
        passHostHeader: true
        servers:
          - url: http://127.0.0.1:8000`,
  HAProxy: `backend hyperion
    option forwardfor
    http-request set-header X-Forwarded-Proto https if { ssl_fc }
    timeout tunnel 1h
    server hub 127.0.0.1:8000`,
}
