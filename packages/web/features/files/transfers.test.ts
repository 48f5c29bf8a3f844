import { expect, it } from 'vitest'
import { Feed } from './transfers.ts'

const KIB = 1024

it('sends no further ahead of what arrived than is allowed, and then the end', async () => {
  const sent: number[] = []
  let ended = false
  const feed = new Feed(new Blob([new Uint8Array(1100 * KIB)]), 0, (error) => expect.unreachable(String(error)))
  const over = feed.send({ input: (part) => sent.push(part.length), end: () => (ended = true) })
  const bytes = () => sent.reduce((sum, each) => sum + each, 0)
  await expect.poll(bytes).toBe(1024 * KIB)
  expect(ended).toBe(false)
  feed.taken(512 * KIB)
  await over
  expect(bytes()).toBe(1100 * KIB)
  expect(ended).toBe(true)
})

it('goes on where it was', async () => {
  const parts: Uint8Array[] = []
  const feed = new Feed(new Blob([new Uint8Array([1, 2, 3, 4])]), 3, () => {})
  await feed.send({ input: (part) => parts.push(part), end: () => {} })
  expect(parts).toEqual([new Uint8Array([4])])
})

it('sends nothing more once it is held', async () => {
  let ended = false
  const feed = new Feed(new Blob([new Uint8Array(2048 * KIB)]), 0, () => {})
  const over = feed.send({ input: () => {}, end: () => (ended = true) })
  feed.stop()
  await over
  expect(ended).toBe(false)
})
