import type { OperationId } from '@hyperion/wire/actions'
import { type Telling, TOLD_AT } from './telling.ts'

const HOUR_MS = 3_600_000
const ENTRY = {
  name: 'notes.txt',
  bytes: null,
  kind: 'file',
  size: 12,
  modifiedAt: TOLD_AT - HOUR_MS,
  mode: 0o644,
  owner: 'www-data',
  group: 'www-data',
  links: 1,
  linkTarget: null,
  linkKind: null,
  writable: true,
} as const
const ETAG = '1f-2a-3c'
const TRASHED = '5d9a1a52-7c1f-4d7e-9a51-1d6f0c2b9e10'
const SHA256 = '03ba204e50d126e4674c005e04d82e84c21366780af1f43bd54a37816b6ab340'

/** What a host tells of its files. */
export const files = {
  'file.roots': {
    result: { roots: [{ path: '/srv', exists: true, writable: true, freeBytes: 50_000_000_000, totalBytes: 100_000_000_000 }] },
  },
  'file.list': { result: { path: '/srv', count: 1, writable: true }, rows: [ENTRY] },
  'file.stat': { result: { ...ENTRY, path: '/srv/notes.txt', etag: ETAG } },
  'file.read': { result: { size: 12, etag: ETAG, binary: false, writable: true }, bytes: 'Hello there\n' },
  'file.download': { result: { size: 12, etag: ETAG, sent: 12 }, bytes: 'Hello there\n' },
  'file.upload_state': { result: { received: 4096 } },
  'file.search': { result: { looked: 120, found: 1, complete: true }, rows: [{ ...ENTRY, folder: '/srv' }] },
  'file.trash': {
    result: { count: 1 },
    rows: [{ id: TRASHED, path: '/srv/old.txt', kind: 'file', size: 3, deletedAt: TOLD_AT - HOUR_MS, by: 'admin' }],
  },
  'file.write': {
    result: {
      etag: '20-2a-3d',
      size: 12,
      undo: { operation: 'file.put_back', params: { id: TRASHED, path: '/srv/notes.txt', expect: '20-2a-3d' } },
    },
    waits: true,
  },
  'file.put_back': { result: { etag: '22-2a-3f', size: 9, undo: null } },
  'file.upload': {
    result: {
      complete: true,
      received: 12,
      sha256: SHA256,
      etag: '21-2a-3e',
      undo: { operation: 'file.delete', params: { paths: ['/srv/notes.txt'] } },
    },
    waits: true,
  },
  'file.create': { result: { undo: { operation: 'file.delete', params: { paths: ['/srv/new'] } } } },
  'file.move': { result: { undo: { operation: 'file.move', params: { from: '/srv/b.txt', to: '/srv/a.txt', overwrite: false } } } },
  'file.copy': { result: { files: 1, bytes: 12, leftOut: 0, undo: { operation: 'file.delete', params: { paths: ['/srv/b.txt'] } } } },
  'file.delete': { result: { ids: [TRASHED], undo: { operation: 'file.restore', params: { ids: [TRASHED] } } } },
  'file.restore': { result: { paths: ['/srv/old.txt'], undo: { operation: 'file.delete', params: { paths: ['/srv/old.txt'] } } } },
  'file.empty_trash': { result: { removed: 1 } },
  'file.permissions': {
    result: {
      changed: 1,
      undo: { operation: 'file.permissions', params: { path: '/srv/notes.txt', mode: 0o644, recursive: false } },
    },
  },
  'file.archive': {
    result: { files: 2, bytes: 4096, leftOut: 0, undo: { operation: 'file.delete', params: { paths: ['/srv/site.tar.gz'] } } },
  },
  'file.extract': { result: { files: 2, bytes: 4096, undo: { operation: 'file.delete', params: { paths: ['/srv/site'] } } } },
} satisfies Partial<{ [O in OperationId]: Telling<O> }>
