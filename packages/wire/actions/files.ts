import { anyObject, arrayOf, between, fields, flag, instant, integer, maybe, oneOf, orNull, text } from '../checks/index.ts'
import { filePath, nameOfPath, shownPath } from './file-paths.ts'
import { operation } from './operation.ts'

export const FILE_LIMITS = {
  /** Of a text that is read or written as a whole, in bytes. */
  textBytes: 2 * 1024 * 1024,
  /** Entries that one order names. */
  paths: 100,
  /** Bytes of input that may be on the way: more is sent when progress tells that it was taken. */
  ahead: 1024 * 1024,
  /** Found names, after which a search ends. */
  found: 10_000,
} as const

export const FILE_KINDS = ['file', 'folder', 'link', 'fifo', 'socket', 'device'] as const

export type FileKind = (typeof FILE_KINDS)[number]

const MODE = between(0, 0o7777)
/** Of content: changes whenever the file does. */
const ETAG = text(160, /^[0-9a-z]+(-[0-9a-z]+)*$/)
const SHA256 = text(64, /^[0-9a-f]{64}$/)
const ID = text(36, /^[0-9a-f-]{36}$/)
const NAME = text(64, /^[A-Za-z0-9_-]{8,64}$/)
const ACCOUNT = text(255, /^[^\p{Cc}:/]*$/u)
/** What undoes a change; null where nothing does. */
const UNDO = orNull(fields({ operation: text(64), params: anyObject }))

const entry = {
  /** As text; where it is not valid UTF-8, with replacement characters. */
  name: text(255),
  /** The bytes of a name that is not valid UTF-8, in base64; else null. */
  bytes: orNull(text(344)),
  kind: oneOf(FILE_KINDS),
  /** In bytes. */
  size: integer(0),
  modifiedAt: instant,
  /** Permission bits with setuid, setgid and sticky. */
  mode: MODE,
  owner: text(255),
  group: text(255),
  /** Names that this content has: more than one for hard links. */
  links: integer(0),
  /** Of a link: what it says, for people. */
  linkTarget: orNull(text(4096)),
  /** Of a link: what it leads to; null where that is missing, outside of the roots, or is not a link. */
  linkKind: orNull(oneOf(FILE_KINDS)),
  /** By the account of the agent. */
  writable: flag,
}

const paths = arrayOf(FILE_LIMITS.paths, filePath)
const done = fields({ undo: UNDO })
/** Of what nobody notices when it ends: the host gives it up after this long without progress. */
const STILL_MS = 60_000
const READ = { tier: 'full', permission: 'execute', change: false, timeoutMs: STILL_MS } as const
const CHANGE = { tier: 'full', permission: 'config', change: true, timeoutMs: STILL_MS } as const

const reading = {
  /** Folders that files may be reached in. */
  'file.roots': operation(
    {
      params: fields({}),
      result: fields({
        roots: arrayOf(
          64,
          fields({
            path: filePath,
            /** Whether it is there. */
            exists: flag,
            writable: flag,
            /** Of the file system, in bytes; null where it is missing. */
            freeBytes: orNull(integer(0)),
            totalBytes: orNull(integer(0)),
          }),
        ),
      }),
    },
    { ...READ, target: () => '' },
  ),
  /** What is in a folder, in no order. */
  'file.list': operation(
    {
      params: fields({ path: filePath }),
      /** `writable`: entries may be added. */
      result: fields({ path: filePath, count: integer(0), writable: flag }),
      row: fields(entry),
    },
    { ...READ, target: ({ path }) => shownPath(path) },
  ),
  'file.stat': operation(
    { params: fields({ path: filePath }), result: fields({ ...entry, path: filePath, etag: ETAG }) },
    { ...READ, target: ({ path }) => shownPath(path) },
  ),
  /** A text as a whole: its bytes come as output, none if it is binary. Fails with `too_large` above the limit. */
  'file.read': operation(
    {
      params: fields({ path: filePath }),
      result: fields({ size: integer(0), etag: ETAG, binary: flag, writable: flag }),
    },
    { ...READ, target: ({ path }) => shownPath(path) },
  ),
  /** Bytes as output. With `etag` only of that content, else `changed`: to go on with one that was broken off. */
  'file.download': operation(
    {
      params: fields({ path: filePath, offset: maybe(integer(0)), length: maybe(integer(0)), etag: maybe(ETAG) }),
      result: fields({ size: integer(0), etag: ETAG, sent: integer(0) }),
    },
    { ...READ, target: ({ path }) => shownPath(path) },
  ),
  /** How much of an upload that was broken off is there. */
  'file.upload_state': operation(
    { params: fields({ path: filePath, upload: NAME }), result: fields({ received: integer(0) }) },
    { ...READ, target: ({ path }) => shownPath(path) },
  ),
  /** Names below a folder that hold a text, whatever its case; links are not followed. */
  'file.search': operation(
    {
      params: fields({ path: filePath, text: text(255, /^[^\0/]+$/) }),
      /** `looked`: at so many names. `complete`: false when there would be more than the limit, or folders that could not be read. */
      result: fields({ looked: integer(0), found: integer(0), complete: flag }),
      row: fields({ ...entry, folder: filePath }),
    },
    { ...READ, target: ({ path, text: wanted }) => `${shownPath(path)}: ${wanted}` },
  ),
  'file.trash': operation(
    {
      params: fields({}),
      result: fields({ count: integer(0) }),
      row: fields({
        id: ID,
        /** Where it was. */
        path: filePath,
        kind: oneOf(FILE_KINDS),
        size: integer(0),
        deletedAt: instant,
        by: text(255),
        /** A text that another one took the place of, and not something that was deleted. */
        earlier: maybe(flag),
      }),
    },
    { ...READ, target: () => '' },
  ),
}

/** `undo`: agents before it tell none. */
const written = fields({ etag: ETAG, size: integer(0), undo: maybe(UNDO) })

const content = {
  /**
   * Puts the input in the place of a text, as a whole or not at all. `expect`: what it must still be, null for a new file; left out,
   * whatever is there is replaced. Ends with the input. What was there goes to the trash.
   */
  'file.write': operation(
    {
      params: fields({ path: filePath, size: between(0, FILE_LIMITS.textBytes), expect: maybe(orNull(ETAG)) }),
      result: written,
    },
    { ...CHANGE, interactive: true, wholeInput: FILE_LIMITS.textBytes, target: ({ path }) => shownPath(path) },
  ),
  /**
   * Undoes a `file.write`, or a `file.restore` over what was there: puts back what it kept (`id`, in the trash), of any size, if the content
   * is still the one of the etag that it answered, else fails with `changed`. Owners and permissions stay as they are.
   */
  'file.put_back': operation(
    { params: fields({ id: ID, path: filePath, expect: ETAG }), result: written },
    { ...CHANGE, target: ({ path }) => shownPath(path) },
  ),
  /**
   * Takes a file of any size as input, beginning at `offset` of it, into a file beside that is put in place when all is there. One
   * that was broken off goes on with the same `upload` (a name of the client's) and the offset that `file.upload_state` tells.
   */
  'file.upload': operation(
    {
      params: fields({
        path: filePath,
        upload: NAME,
        size: integer(0),
        offset: integer(0),
        /** Of all of it: what came must have it. */
        sha256: maybe(SHA256),
        overwrite: flag,
      }),
      /** `complete`: false when the input ended before all was there, which is kept for a day. */
      result: fields({ complete: flag, received: integer(0), sha256: orNull(SHA256), etag: orNull(ETAG), undo: UNDO }),
    },
    { ...CHANGE, interactive: true, target: ({ path }) => shownPath(path) },
  ),
}

const changing = {
  'file.create': operation(
    { params: fields({ path: filePath, kind: oneOf(['file', 'folder']), mode: maybe(MODE) }), result: done },
    { ...CHANGE, target: ({ path }) => shownPath(path) },
  ),
  /** Renames too. What it overwrites goes to the trash. */
  'file.move': operation(
    { params: fields({ from: filePath, to: filePath, overwrite: flag }), result: done },
    { ...CHANGE, target: ({ from, to }) => `${shownPath(from)} → ${shownPath(to)}` },
  ),
  /** With all that is in it. Links are copied as links; sockets, FIFOs and devices are left out. */
  'file.copy': operation(
    {
      params: fields({ from: filePath, to: filePath, overwrite: flag }),
      result: fields({ files: integer(0), bytes: integer(0), leftOut: integer(0), undo: UNDO }),
    },
    { ...CHANGE, target: ({ from, to }) => `${shownPath(from)} → ${shownPath(to)}` },
  ),
  /** To the trash. */
  'file.delete': operation(
    { params: fields({ paths }), result: fields({ ids: arrayOf(FILE_LIMITS.paths, ID), undo: UNDO }) },
    { ...CHANGE, target: ({ paths: all }) => listed(all) },
  ),
  /**
   * From the trash to where it was; `exists` where something else is there now. An earlier text takes the place of the file that is
   * there, which goes to the trash for it.
   */
  'file.restore': operation(
    {
      params: fields({ ids: arrayOf(FILE_LIMITS.paths, ID) }),
      result: fields({ paths, undo: UNDO }),
    },
    { ...CHANGE, target: ({ ids }) => `trash: ${ids.length}` },
  ),
  /** For good. `ids`: null for all of it. */
  'file.empty_trash': operation(
    { params: fields({ ids: orNull(arrayOf(FILE_LIMITS.paths, ID)) }), result: fields({ removed: integer(0) }) },
    { ...CHANGE, dangerous: () => true, target: ({ ids }) => `trash: ${ids?.length ?? 'all'}` },
  ),
  /** `owner` and `group` by name or number. With `recursive`, mode and owners of everything below too; execution of files stays as it is. */
  'file.permissions': operation(
    {
      params: fields({ path: filePath, mode: maybe(MODE), owner: maybe(ACCOUNT), group: maybe(ACCOUNT), recursive: flag }),
      result: fields({ changed: integer(0), undo: UNDO }),
    },
    { ...CHANGE, dangerous: ({ recursive }) => recursive, target: ({ path }) => shownPath(path) },
  ),
  /** A tar.gz of entries of one folder. */
  'file.archive': operation(
    {
      params: fields({ paths, to: filePath }),
      result: fields({ files: integer(0), bytes: integer(0), leftOut: integer(0), undo: UNDO }),
    },
    { ...CHANGE, target: ({ paths: all, to }) => `${listed(all)} → ${shownPath(to)}` },
  ),
  /** A tar, tar.gz or zip into a folder that is made for it. Members that would lead out of it refuse the whole. */
  'file.extract': operation(
    {
      params: fields({ path: filePath, to: filePath }),
      result: fields({ files: integer(0), bytes: integer(0), undo: UNDO }),
    },
    { ...CHANGE, target: ({ path, to }) => `${shownPath(path)} → ${shownPath(to)}` },
  ),
}

/** Files of a host. Paths are written as file-paths.ts says. */
export const fileOperations = { ...reading, ...content, ...changing }

function listed(all: readonly string[]): string {
  const [first = ''] = all
  return all.length === 1 ? shownPath(first) : `${shownPath(first)}, ${all.slice(1, 5).map(nameOfPath).join(', ')} (${all.length})`
}
