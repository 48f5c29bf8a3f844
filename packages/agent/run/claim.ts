import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Takes a folder for this process alone; the answer gives it back. Linux lets go of such a name whatever ends the
 * process, so nothing is left behind to be cleaned up; elsewhere nothing is claimed.
 */
export async function claimFolder(folder: string): Promise<() => void> {
  if (process.platform !== 'linux') return () => {}
  const server = createServer((socket) => socket.destroy())
  server.unref()
  server.listen(`\0hyperion-agent-${hash('sha256', folder, 'hex')}`)
  try {
    await once(server, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`another agent runs on ${folder}; give this one another place with --data`)
  }
  return () => server.close()
}
