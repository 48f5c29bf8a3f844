import { compressed, type SentSeries, writeRequest, writeRequestMessage } from '@hyperion/testkit/prometheus'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWriteRequest, WRITE_LIMITS, WriteRequestError } from './write-request.ts'

const all = (): boolean => true
const AT = 1_795_796_996_123
const SERIES: SentSeries = {
  name: 'node_load1',
  labels: { instance: 'web-01:9100', job: 'node', zone: 'é' },
  samples: [{ at: AT, value: 0.25 }],
}

describe('a write request', () => {
  it('is read to the bit, labels of the target apart', async () => {
    const odd = [Number.NaN, -0, Infinity, 5e-324].map((value, i) => ({ at: AT + i, value }))
    const read = await readWriteRequest(await writeRequest([SERIES, { ...SERIES, samples: odd }]), all)
    expect(read).toEqual([
      { name: 'node_load1', job: 'node', instance: 'web-01:9100', labels: { zone: 'é' }, samples: SERIES.samples },
      { name: 'node_load1', job: 'node', instance: 'web-01:9100', labels: { zone: 'é' }, samples: odd },
    ])
  })

  it('is read of what is wanted, and of what is of a target', async () => {
    const others = [
      { ...SERIES, name: 'go_info' },
      { ...SERIES, labels: { job: 'node' } },
    ]
    expect(await readWriteRequest(await writeRequest([...others, SERIES]), (name) => name === 'node_load1')).toHaveLength(1)
  })

  it('may say nothing', async () => {
    expect(await readWriteRequest(await writeRequest([]), all)).toEqual([])
  })

  it.each([
    ['nothing at all', Buffer.alloc(0), 'snappy'],
    ['text', Buffer.from('node_load1 1'), 'snappy'],
    ['a size without an end', Buffer.from([255, 255, 255, 255, 255]), 'snappy'],
  ])('is refused when it is %s', async (_, body, message) => {
    await expect(readWriteRequest(body, all)).rejects.toThrow(WriteRequestError)
    await expect(readWriteRequest(body, all)).rejects.toThrow(message)
  })

  it('is refused when it is no message, or one cut short', async () => {
    const whole = Buffer.from(writeRequestMessage([SERIES]))
    for (let length = 1; length < whole.length; length++) {
      const body = await compressed(whole.subarray(0, length))
      await expect(readWriteRequest(body, all)).rejects.toThrow(WriteRequestError)
    }
  })

  it('is refused without being unpacked when it says that it would swell', async () => {
    const bomb = await compressed(Buffer.alloc(WRITE_LIMITS.uncompressed + 1))
    expect(bomb.length).toBeLessThan(WRITE_LIMITS.compressed)
    await expect(readWriteRequest(bomb, all)).rejects.toMatchObject({ tooLarge: true })
    const liar = Buffer.concat([Buffer.from([4]), bomb.subarray(4)])
    await expect(readWriteRequest(liar, all)).rejects.toThrow(WriteRequestError)
  })

  it('is refused when a series has too much of a label, or too many', async () => {
    const long = { ...SERIES, labels: { ...SERIES.labels, x: 'x'.repeat(WRITE_LIMITS.labelLength + 1) } }
    await expect(readWriteRequest(await writeRequest([long]), all)).rejects.toThrow('longer than')
    const many = Object.fromEntries(Array.from({ length: WRITE_LIMITS.labels + 1 }, (_, i) => [`l${i}`, 'x']))
    await expect(readWriteRequest(await writeRequest([{ ...SERIES, labels: many }]), all)).rejects.toThrow('more than')
  })

  it('never fails otherwise, whatever the bytes', async () => {
    const whole = Buffer.from(writeRequestMessage([SERIES, SERIES]))
    const flipped = fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = Buffer.from(whole)
      copy[at] = byte
      return copy
    })
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          flipped,
          fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each)),
        ),
        async (bytes) => {
          await readWriteRequest(await compressed(bytes), all).catch((error: unknown) => expect(error).toBeInstanceOf(WriteRequestError))
          await readWriteRequest(bytes, all).catch((error: unknown) => expect(error).toBeInstanceOf(WriteRequestError))
        },
      ),
      { numRuns: 500 },
    )
  })
})
