import { Readable } from 'node:stream'
import { DomainError } from '@hyperion/domain/errors'
import { type Actions, type Asker, asDomainError } from '@hyperion/features/actions'
import { ACTION_LIMITS, FILE_LIMITS, type ParamsOf } from '@hyperion/wire/actions'
import type { Reasoned } from './action-schemas.ts'

/** Part of a file that somebody asked for: from, and up to without. */
export interface Part {
  readonly from: number
  readonly to: number
}

/** What a `Range` header asks for; null for all of it, as for what is not understood. */
export function partOf(range: string | undefined, size: number): Part | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  return from < to ? { from, to } : null
}

/** Where a `Content-Range` says that a body belongs; null where it says nothing. Throws `validation_failed`. */
export function placeOf(header: string | undefined): { readonly offset: number; readonly size: number } | null {
  if (header === undefined) return null
  const [, first, size] = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15})$/.exec(header) ?? []
  if (first !== undefined && size !== undefined) return { offset: Number(first), size: Number(size) }
  throw new DomainError('validation_failed', 'content-range', { details: { 'content-range': ['must be like bytes 0-99/1000'] } })
}

interface Source {
  readonly actions: Actions
  readonly host: number
  readonly asker: Asker
}

/** The content of a file as it comes, no faster than it is read. Breaks off where the host does. */
export async function contentStream({ actions, host, asker }: Source, params: ParamsOf<'file.download'>): Promise<Readable> {
  let wake: (() => void) | null = null
  let cancel = (): void => {}
  const stream = new Readable({
    read: () => wake?.(),
    destroy: (error, done) => {
      wake?.()
      cancel()
      done(error)
    },
  })
  // It may break off before anybody listens.
  stream.on('error', () => {})
  const run = await actions.open(host, 'file.download', params, asker, async (event) => {
    if (event.kind === 'bytes' && !stream.destroyed && !stream.push(Buffer.from(event.bytes, 'base64'))) {
      await new Promise<void>((resolve) => {
        wake = resolve
        if (stream.destroyed) resolve()
      })
    } else if (event.kind === 'ended') {
      if (event.error) stream.destroy(asDomainError(event.error))
      else stream.push(null)
    }
  })
  cancel = () => run.control({ kind: 'cancel' })
  return stream
}

export interface Feed extends Source {
  readonly reason: Reasoned
  /** Bytes that were there before. */
  readonly offset: number
}

/** Asks for an upload and feeds it, no faster than the host takes it. Answers the action when it is over. */
export async function feedUpload(
  { actions, host, asker, reason, offset }: Feed,
  params: ParamsOf<'file.upload'>,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  const { id } = await actions.change(host, 'file.upload', params, { asker, ...reason })
  const { promise: over, resolve } = Promise.withResolvers<'over'>()
  let taken = offset
  let isOver = false
  let wake = (): void => {}
  const run = await actions
    .attach(id, asker, (event) => {
      if (event.kind === 'progress') taken = Math.max(taken, event.done)
      if (event.kind === 'ended') {
        isOver = true
        resolve('over')
      }
      wake()
    })
    .catch(async (error: unknown) => {
      // It waits for a second person, who would let go what has no content any more.
      await actions.cancel(id, asker).catch(() => {})
      throw error
    })
  let sent = offset
  try {
    const coming = parts(body)
    for (;;) {
      // The host may break off while nothing comes; whoever sends is to be told then, over the connection that is still open.
      const next = await Promise.race([coming.next(), over])
      if (next === 'over' || next.done) break
      const part = next.value
      while (!isOver && sent - taken > FILE_LIMITS.ahead) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (isOver) break
      run.control({ kind: 'input', data: Buffer.from(part.buffer, part.byteOffset, part.length).toString('base64') })
      sent += part.length
    }
  } catch {
    // The client went away: what came is kept where it can be gone on with.
  }
  run.control({ kind: 'end' })
  await over
  return id
}

async function* parts(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of body)
    for (let at = 0; at < piece.length; at += ACTION_LIMITS.inputBytes) yield piece.subarray(at, at + ACTION_LIMITS.inputBytes)
}

/** All of a body. Throws `body_too_large`. */
export async function wholeBody(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > FILE_LIMITS.textBytes) throw new DomainError('body_too_large', 'a text of more than 2 MiB: upload it')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
