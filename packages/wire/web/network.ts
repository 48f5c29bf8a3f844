import type { ResultOf, RowOf } from '../actions/index.ts'
import type { Snake } from './actions.ts'

/** `GET /api/hosts/{id}/network` */
export type NetworkAnswer = Snake<ResultOf<'network.overview'>>

export type SocketView = Snake<RowOf<'network.sockets'>>

/** `GET /api/hosts/{id}/sockets` */
export type SocketsAnswer = Snake<ResultOf<'network.sockets'>> & { readonly sockets: readonly SocketView[] }

/** One try of a probe. */
export type ReplyView = Snake<RowOf<'network.ping'>>

/** `POST /api/hosts/{id}/probes/ping` */
export type PingAnswer = Snake<ResultOf<'network.ping'>> & { readonly replies: readonly ReplyView[] }

/** `POST /api/hosts/{id}/probes/tcp` */
export type TcpAnswer = Snake<ResultOf<'network.tcp'>> & { readonly replies: readonly ReplyView[] }

export type HopView = Snake<RowOf<'network.traceroute'>>

/** `POST /api/hosts/{id}/probes/traceroute` */
export type TracerouteAnswer = Omit<Snake<ResultOf<'network.traceroute'>>, 'hops'> & { readonly hops: readonly HopView[] }

/** `POST /api/hosts/{id}/probes/tls` */
export type TlsAnswer = Snake<ResultOf<'network.tls'>>

/** `POST /api/hosts/{id}/probes/dns` */
export type DnsAnswer = Snake<ResultOf<'network.dns'>>
