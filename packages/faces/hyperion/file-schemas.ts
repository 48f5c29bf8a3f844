import { FILE_KINDS, FILE_LIMITS } from '@hyperion/wire/actions'
import { type TSchema, Type } from 'typebox'
import { type Reasoned, reasoned, WaitQuery } from './action-schemas.ts'
import { oneOf, strict } from './schemas.ts'

const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const Path = Type.String({
  maxLength: 5600,
  description: 'An absolute path; `base64:` and its bytes where it is not valid UTF-8.',
  examples: ['/srv/notes.txt'],
})
const Mode = Type.Integer({ minimum: 0, maximum: 0o7777, description: 'Permission bits, as a number: 420 is 0644.' })

const entry = {
  name: Type.String({ description: 'With replacement characters where it is not valid UTF-8.' }),
  bytes: orNull(Type.String({ description: 'Base64 of a name that is not valid UTF-8.' })),
  kind: oneOf(FILE_KINDS),
  size: Type.Integer(),
  modified_at: Type.Number({ description: 'Epoch milliseconds.' }),
  mode: Mode,
  owner: Type.String(),
  group: Type.String(),
  links: Type.Integer({ description: 'Names that this content has: more than one for hard links.' }),
  link_target: orNull(Type.String()),
  link_kind: orNull(oneOf(FILE_KINDS)),
  writable: Type.Boolean(),
}
const Entry = Type.Object(entry)

export const RootsAnswer = Type.Object({
  roots: Type.Array(
    Type.Object({
      path: Path,
      exists: Type.Boolean(),
      writable: Type.Boolean(),
      free_bytes: orNull(Type.Integer()),
      total_bytes: orNull(Type.Integer()),
    }),
  ),
})
export const ListAnswer = Type.Object({
  path: Path,
  count: Type.Integer(),
  writable: Type.Boolean({ description: 'Whether entries may be added.' }),
  entries: Type.Array(Entry),
})
export const StatAnswer = Type.Object({ ...entry, path: Path, etag: Type.String() })
export const SearchAnswer = Type.Object({
  looked: Type.Integer({ description: 'Names that were looked at.' }),
  found: Type.Integer(),
  complete: Type.Boolean({ description: 'False when there are more, or folders that could not be read.' }),
  entries: Type.Array(Type.Object({ ...entry, folder: Path })),
})
export const TrashAnswer = Type.Object({
  count: Type.Integer(),
  entries: Type.Array(
    Type.Object({
      id: Type.String(),
      path: Path,
      kind: oneOf(FILE_KINDS),
      size: Type.Integer(),
      deleted_at: Type.Number({ description: 'Epoch milliseconds.' }),
      by: Type.String(),
      earlier: Type.Optional(Type.Boolean({ description: 'A text that another one took the place of: nothing was deleted.' })),
    }),
  ),
})
export const UploadAnswer = Type.Object({ received: Type.Integer({ description: 'Bytes that are there.' }) })

const why = { reason: Type.String({ minLength: 3, maxLength: 1000 }), incident: Type.Optional(Type.String({ maxLength: 64 })) }
const Upload = Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$', description: 'A name of the client’s for this upload.' })

export const PathQuery = Type.Object({ path: Path }, strict)
export interface PathQuery {
  readonly path: string
}
export const SearchQuery = Type.Object({ path: Path, text: Type.String({ minLength: 1, maxLength: 255 }) }, strict)
export interface SearchQuery extends PathQuery {
  readonly text: string
}
export const UploadStateQuery = Type.Object({ path: Path, upload: Upload }, strict)
export interface UploadStateQuery extends PathQuery {
  readonly upload: string
}
export const WriteQuery = Type.Object({ path: Path, ...why, ...WaitQuery.properties }, strict)
export interface WriteQuery extends PathQuery, Reasoned, WaitQuery {}
export const UploadQuery = Type.Object(
  {
    path: Path,
    upload: Upload,
    sha256: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the whole file: what came must have it.' })),
    overwrite: Type.Boolean({ default: false, description: 'What is there goes to the trash.' }),
    ...why,
  },
  strict,
)
export interface UploadQuery extends Reasoned, UploadStateQuery {
  readonly sha256?: string
  readonly overwrite: boolean
}

const Ids = Type.Array(Type.String({ pattern: '^[0-9a-f-]{36}$' }), { maxItems: FILE_LIMITS.paths })
const Paths = Type.Array(Path, { minItems: 1, maxItems: FILE_LIMITS.paths })
const Overwrite = Type.Boolean({ default: false, description: 'What is there goes to the trash.' })

/** What each change of files takes besides the reason. */
export const CHANGES = {
  create: { path: Path, kind: oneOf(['file', 'folder']), mode: Type.Optional(Mode) },
  move: { from: Path, to: Path, overwrite: Overwrite },
  copy: { from: Path, to: Path, overwrite: Overwrite },
  delete: { paths: Paths },
  restore: { ids: Ids },
  empty_trash: { ids: orNull(Ids) },
  permissions: {
    path: Path,
    mode: Type.Optional(Mode),
    owner: Type.Optional(Type.String({ maxLength: 255, description: 'Name or number.' })),
    group: Type.Optional(Type.String({ maxLength: 255, description: 'Name or number.' })),
    recursive: Type.Boolean({ default: false }),
  },
  archive: { paths: Paths, to: Path },
  extract: { path: Path, to: Path },
} as const

export type Change = keyof typeof CHANGES

export function changeBody(change: Change): TSchema {
  return Type.Object({ ...CHANGES[change], ...reasoned }, strict)
}
