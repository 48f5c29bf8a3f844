import type { Exposition, Receivers, RemoteWrite } from '@hyperion/features/prometheus'
import type { Accounts } from '@hyperion/features/users'

export interface PrometheusDeps {
  readonly accounts: Pick<Accounts, 'authenticate' | 'wasRevoked'>
  readonly exposition: Pick<Exposition, 'pieces'>
  readonly receivers: Pick<Receivers, 'authenticate'>
  readonly remoteWrite: Pick<RemoteWrite, 'accept'>
  readonly publicMetrics: 'level1' | 'none' | 'all'
}
