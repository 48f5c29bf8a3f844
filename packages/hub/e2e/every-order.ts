import { join } from 'node:path'
import type { OperationId, ParamsOf } from '@hyperion/wire/actions'

/** What is within reach of orders that are carried out. */
export interface Victims {
  readonly process: { readonly pid: number; readonly startedAt: number; readonly command: string }
  /** With a file of each name that is below. */
  readonly folder: string
  /** Where a server counts who comes, on this machine. */
  readonly port: number
}

const ID = '0b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'
const CONTAINER = { engine: 'docker', id: '4c01db0b339c', name: 'web', image: 'nginx:1.27' } as const
const LOOKED = { engine: CONTAINER.engine, id: CONTAINER.id }

/** Every operation that takes more than to observe, as it would really be ordered. */
export function everyOrder({ process, folder, port }: Victims): { readonly [O in OperationId]?: ParamsOf<O> } {
  const file = join(folder, 'file')
  const made = join(folder, 'made')
  const local = { target: '127.0.0.1', port }
  return {
    'process.files': { pid: process.pid, startedAt: process.startedAt },
    'process.signal': { ...process, signal: 'KILL' },
    'process.renice': { ...process, nice: 19 },
    'unit.files': { unit: 'ssh.service' },
    'unit.control': { unit: 'ssh.service', verb: 'stop' },
    'unit.journal': { unit: 'ssh.service', lines: 10, follow: false },
    'file.roots': {},
    'file.list': { path: folder },
    'file.stat': { path: file },
    'file.read': { path: file },
    'file.download': { path: file },
    'file.upload_state': { path: made, upload: 'upload-1' },
    'file.search': { path: folder, text: 'file' },
    'file.trash': {},
    'file.write': { path: file, size: 0 },
    'file.put_back': { id: ID, path: file, expect: '1f-2a-3c' },
    'file.upload': { path: made, upload: 'upload-1', size: 0, offset: 0, overwrite: true },
    'file.create': { path: made, kind: 'file' },
    'file.move': { from: file, to: made, overwrite: true },
    'file.copy': { from: file, to: made, overwrite: true },
    'file.delete': { paths: [file] },
    'file.restore': { ids: [ID] },
    'file.empty_trash': { ids: null },
    'file.permissions': { path: file, mode: 0o777, recursive: false },
    'file.archive': { paths: [file], to: made },
    'file.extract': { path: join(folder, 'archive.zip'), to: made },
    'network.ping': { ...local, count: 1 },
    'network.traceroute': { target: '127.0.0.1', hops: 1 },
    'network.tcp': { ...local, count: 1 },
    'network.tls': local,
    'network.dns': { name: 'example.org', type: 'A', server: '127.0.0.1', port },
    'container.inspect': LOOKED,
    'container.logs': { ...LOOKED, tail: 10, since: null, until: null, streams: 'both', follow: false },
    'container.start': CONTAINER,
    'container.stop': CONTAINER,
    'container.restart': CONTAINER,
    'container.pause': CONTAINER,
    'container.unpause': CONTAINER,
    'container.kill': { ...CONTAINER, signal: 'KILL' },
    'command.run': { program: '/usr/bin/touch', arguments: [made], directory: null, timeLimitS: 10 },
    'command.terminal': { columns: 80, rows: 24 },
  }
}
