import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { JsonParts } from './history-json.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
/** From this many values on an answer is written as it is made. */
export const LARGE = 100_000
/** Pieces that wait for a slow client. */
const PIECES_AHEAD = 2

/** Answers text made piece by piece: in one go, or `large` ones as they are made and as fast as the client takes them. */
export async function sendJson(reply: FastifyReply, parts: JsonParts, large: boolean): Promise<FastifyReply> {
  reply.type(JSON_TYPE)
  if (large) return reply.send(Readable.from(await begun(parts), { highWaterMark: PIECES_AHEAD }))
  let text = ''
  for await (const part of parts) text += part
  return reply.send(text)
}

/** The same parts with the first one made already: what fails until then is still answered as an error. */
async function begun(parts: JsonParts): Promise<JsonParts> {
  const first = await parts.next()
  return (async function* () {
    if (!first.done) yield first.value
    yield* parts
  })()
}
