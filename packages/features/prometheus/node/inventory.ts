import type { CloudPlacement, HostInventory } from '@hyperion/domain/hosts'
import type { Snapshot } from '../snapshot.ts'
import { interfacesOf } from './network.ts'
import { mountsOf } from './storage.ts'

/** What a node_exporter tells of its machine; null where it is none. */
export function inventoryOf(snapshot: Snapshot): HostInventory | null {
  const uname = snapshot.labelsOf('node_uname_info')
  const memoryBytes = snapshot.value('node_memory_MemTotal_bytes')
  if (!uname || memoryBytes === null) return null
  const os = snapshot.labelsOf('node_os_info')
  return {
    info: {
      hostname: uname.nodename ?? '',
      os: {
        name: os?.name || uname.sysname || 'Linux',
        version: (os?.version || os?.version_id || '').replace(/\s*\([^)]*\)$/, ''),
        architecture: uname.machine ?? '',
        kernel: uname.release ?? '',
      },
      cpu: { model: snapshot.labelsOf('node_cpu_info')?.model_name || null, cores: coresOf(snapshot) },
      memoryBytes,
      bootedAt: Math.round((snapshot.value('node_boot_time_seconds') ?? 0) * 1000),
    },
    interfaces: interfacesOf(snapshot),
    mounts: mountsOf(snapshot),
    cloud: cloudOf(snapshot),
  }
}

function coresOf(snapshot: Snapshot): number {
  return new Set(snapshot.samples('node_cpu_seconds_total').map(({ labels }) => labels.cpu)).size || 1
}

/** Azure's virtual machines have this asset tag, and no others. */
const AZURE = '7783-7084-3265-9085-8269-3286-77'

/** From what the firmware says: the metadata service answers nobody but the machine itself. */
function cloudOf(snapshot: Snapshot): CloudPlacement | null {
  const { system_vendor: vendor, product_name: product, chassis_asset_tag: tag } = snapshot.labelsOf('node_dmi_info') ?? {}
  const region = null
  if (vendor === 'Amazon EC2') return { provider: 'aws', region, instanceType: product || null }
  if (vendor === 'Google' && product === 'Google Compute Engine') return { provider: 'gcp', region, instanceType: null }
  if (tag === AZURE) return { provider: 'azure', region, instanceType: null }
  if (tag === 'OracleCloud.com') return { provider: 'oci', region, instanceType: null }
  return null
}
