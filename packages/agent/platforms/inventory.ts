import type { Systeminformation } from 'systeminformation'

/** What is asked of the inventory library where there is no `/proc`. It starts processes: slow, and never on the sampling path. */
export interface Inventory {
  fsSize(): Promise<readonly Pick<Systeminformation.FsSizeData, 'fs' | 'type' | 'size' | 'used' | 'available' | 'mount'>[]>
  mem(): Promise<Pick<Systeminformation.MemData, 'available' | 'cached' | 'buffers' | 'swaptotal' | 'swapused'>>
  networkStats(): Promise<
    readonly Pick<Systeminformation.NetworkStatsData, 'iface' | 'rx_bytes' | 'tx_bytes' | 'rx_errors' | 'tx_errors'>[]
  >
  networkInterfaces(): Promise<
    readonly Pick<Systeminformation.NetworkInterfacesData, 'iface' | 'speed' | 'operstate' | 'virtual' | 'internal' | 'mac'>[]
  >
  osInfo(): Promise<Pick<Systeminformation.OsData, 'distro' | 'release'>>
  processes(): Promise<{
    readonly list: readonly Pick<
      Systeminformation.ProcessesProcessData,
      'pid' | 'parentPid' | 'name' | 'command' | 'params' | 'user' | 'state' | 'cpu' | 'memRss' | 'started'
    >[]
  }>
  services(): Promise<readonly Pick<Systeminformation.ServicesData, 'name' | 'running' | 'startmode'>[]>
}

/** Loads the library at its first use: Linux never needs it. */
export function lazyInventory(): Inventory {
  const library = async (): Promise<typeof import('systeminformation')> => (await import('./library.ts')).systeminformation
  return {
    fsSize: async () => (await library()).fsSize(),
    mem: async () => (await library()).mem(),
    networkStats: async () => (await library()).networkStats('*'),
    networkInterfaces: async () => (await library()).networkInterfaces(true),
    osInfo: async () => (await library()).osInfo(),
    processes: async () => (await library()).processes(),
    services: async () => (await library()).services('*'),
  }
}
