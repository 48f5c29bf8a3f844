import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const NOT_OURS = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', '.node'])

/** Every file of the repository, by path from its root; by walking, because a source archive has no git. */
export function repositoryFiles(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (NOT_OURS.has(entry.name)) return []
    if (entry.isDirectory()) return repositoryFiles(path)
    return entry.isFile() ? [path] : []
  })
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path) && !/\/(fixtures|golden|generated)\//.test(path)
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/(e2e|contract)\/|^packages\/testkit\//.test(path)
}
