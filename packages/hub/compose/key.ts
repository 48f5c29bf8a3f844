import path from 'node:path'
import { loadKey, passingKey } from '@hyperion/features/secrets'

interface OpenedKey {
  readonly key: Buffer
  /** For /health; null when all is well. */
  readonly trouble: string | null
}

const NO_PLACE = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EDQUOT', 'EIO', 'ENOENT']

/** The hub's own key, from the data directory. Where no file can be made the hub goes on watching, with a key that ends with the process. */
export async function openKey(dataDir: string, log: (message: string) => void): Promise<OpenedKey> {
  const file = path.join(dataDir, 'secret.key')
  try {
    return { key: await loadKey(file), trouble: null }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (!NO_PLACE.includes(code)) throw error
    const trouble = `secrets: ${message}; what is sealed or signed now is lost with this process`
    log(trouble)
    return { key: passingKey(), trouble }
  }
}
