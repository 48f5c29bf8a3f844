import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadKey, passingKey, SecretBox } from './index.ts'

describe('a sealed text', () => {
  const box = new SecretBox(passingKey())

  it('opens again, whatever it says, and looks different every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(box.open(box.seal(text, 'channel'), 'channel')).toBe(text)
        expect(box.seal(text, 'channel')).not.toBe(box.seal(text, 'channel'))
      }),
    )
  })

  it('does not open changed, with another key or for another purpose', () => {
    const sealed = box.seal('https://secret.example', 'channel')
    expect(sealed).not.toContain('secret')
    expect(() => box.open(sealed, 'other')).toThrow()
    expect(() => new SecretBox(passingKey()).open(sealed, 'channel')).toThrow()
    expect(() => box.open('v1.', 'channel')).toThrow()
    expect(() => box.open('plain', 'channel')).toThrow('not a sealed text')
    const flipped = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`
    expect(() => box.open(flipped, 'channel')).toThrow()
  })
})

describe('the key file', () => {
  it('is made once, for the owner alone, also by several at once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hyperion-key-'))
    const file = join(folder, 'data', 'secret.key')
    const keys = await Promise.all([loadKey(file), loadKey(file), loadKey(file)])
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await loadKey(file)).toEqual(keys[0])
    expect((await readFile(file, 'utf8')).trim()).toHaveLength(43)
    await writeFile(file, 'too short')
    await expect(loadKey(file)).rejects.toThrow('does not hold a key')
    await rm(folder, { recursive: true })
  })
})
