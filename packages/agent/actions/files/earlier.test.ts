import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { ResultOf } from '@hyperion/wire/actions'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestFiles, testFiles } from './test-files.ts'

type Written = ResultOf<'file.write'>

describe('a text that another one takes the place of', () => {
  let files: TestFiles
  const at = (name: string): string => join(files.root, name)
  const now = (): string => readFileSync(at('a.txt'), 'utf8')
  const write = (text: string, expect?: string): Promise<Written> =>
    files.ask('file.write', { path: at('a.txt'), size: text.length, expect }, { input: [Buffer.from(text)] })
  const back = ({ undo }: Written): Promise<Written> => files.ask('file.put_back', undo?.params as never)
  const failureOf = ({ undo }: Written): Promise<string> => files.failure('file.put_back', undo?.params as never)

  beforeEach(() => {
    files = testFiles()
    mkdirSync(files.data, { recursive: true })
    mkdirSync(files.outside)
    writeFileSync(at('a.txt'), 'one')
  })
  afterEach(() => files.end())

  it('is put back, step by step, and what took its place as well', async () => {
    const two = await write('two')
    const three = await write('three', two.etag)
    await back(three)
    expect(now()).toBe('two')
    const one = await back(two)
    expect(now()).toBe('one')
    await back(one)
    expect(now()).toBe('two')
    // Each is kept once.
    await files.ask('file.trash', {})
    expect(files.told.rows.map(({ earlier }) => earlier)).toEqual(files.told.rows.map(() => true))
    expect(files.told.rows.length).toBeLessThanOrEqual(2)
  })

  it('is not, where the file is not as it was written any more', async () => {
    const two = await write('two')
    writeFileSync(at('a.txt'), 'TWO')
    expect([await failureOf(two), now()]).toEqual(['changed', 'TWO'])
    renameSync(at('a.txt'), at('b.txt'))
    expect(await failureOf(two)).toBe('changed')
    mkdirSync(at('a.txt'))
    expect(await failureOf(two)).toBe('changed')
  })

  it('is not put through a link that has the name by now, not even to the same text', async () => {
    const two = await write('two')
    writeFileSync(join(files.outside, 'theirs'), 'two')
    renameSync(at('a.txt'), at('b.txt'))
    symlinkSync(join(files.outside, 'theirs'), at('a.txt'))
    expect(await failureOf(two)).toBe('changed')
    expect(readFileSync(join(files.outside, 'theirs'), 'utf8')).toBe('two')
    expect(readdirSync(files.outside)).toEqual(['theirs'])
  })

  it('leaves owner, permissions and attributes as they are', async () => {
    chmodSync(at('a.txt'), 0o640)
    const attributes = (): string => execFileSync('python3', ['-c', READ, at('a.txt')], { encoding: 'utf8' })
    const noted = hasAttributes(at('a.txt'))
    const two = await write('two')
    expect(statSync(at('a.txt')).mode & 0o777).toBe(0o640)
    if (noted) expect(attributes()).toBe('kept')
    chmodSync(at('a.txt'), 0o600)
    const { uid, gid } = statSync(at('a.txt'))
    await back(two)
    expect([now(), statSync(at('a.txt'))]).toMatchObject(['one', { mode: 0o100600, uid, gid }])
    if (noted) expect(attributes()).toBe('kept')
  })

  it('is written over all the same where it cannot be kept, and nothing undoes that', async () => {
    mkdirSync(join(files.data, 'files'), { recursive: true })
    // Stands for whatever is in the way of a trash: a full disk, an account that may not.
    writeFileSync(join(files.data, 'files/trash'), '')
    expect(await write('two')).toMatchObject({ undo: null })
    expect(now()).toBe('two')
  })

  it('is kept ten times for one file, and gone with the trash', async () => {
    const first = await write('0')
    for (let i = 1; i <= 11; i++) await write(String(i))
    await files.ask('file.trash', {})
    expect(files.told.rows.length).toBe(10)
    expect(readdirSync(at('.hyperion-trash')).length).toBe(10)
    writeFileSync(at('a.txt'), '0')
    expect(await failureOf(first)).toBe('missing')
    const last = await write('last')
    await files.ask('file.empty_trash', { ids: null })
    expect([await failureOf(last), now()]).toEqual(['missing', 'last'])
  })

  it('is put back where it is too large for a text, and takes its place again', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024 + 1, 'a')
    writeFileSync(at('a.txt'), large)
    chmodSync(at('a.txt'), 0o644)
    const two = await write('two')
    await files.ask('file.trash', {})
    expect(files.told.rows).toMatchObject([{ path: at('a.txt'), size: large.length, earlier: true }])
    chmodSync(at('a.txt'), 0o600)
    const first = await back(two)
    expect([readFileSync(at('a.txt')).equals(large), statSync(at('a.txt')).mode & 0o777, first.size]).toEqual([true, 0o600, large.length])
    expect(await back(first)).toMatchObject({ size: 3 })
    expect(now()).toBe('two')
    writeFileSync(at('a.txt'), large)
    expect([await failureOf(first), await failureOf(two)]).toEqual(['changed', 'changed'])
  })

  describe('that is restored from the trash', () => {
    const kept = async (): Promise<{ id: string; path: string; size: number }[]> => {
      await files.ask('file.trash', {})
      return files.told.rows as never
    }
    const restore = async (ids?: string[]): Promise<ResultOf<'file.restore'>> =>
      files.ask('file.restore', { ids: ids ?? (await kept()).map(({ id }) => id) })

    it('takes the place of the one that is there, which goes to the trash, and is undone', async () => {
      chmodSync(at('a.txt'), 0o644)
      await write('two')
      chmodSync(at('a.txt'), 0o600)
      const restored = await restore()
      expect(restored).toMatchObject({ paths: [at('a.txt')], undo: { operation: 'file.put_back' } })
      expect([now(), statSync(at('a.txt')).mode & 0o777]).toEqual(['one', 0o600])
      expect(await kept()).toMatchObject([{ path: at('a.txt'), earlier: true, size: 3 }])
      await files.ask('file.put_back', restored.undo?.params as never)
      expect(now()).toBe('two')
    })

    it('goes back to where it was where nothing is there', async () => {
      await write('two')
      renameSync(at('a.txt'), at('b.txt'))
      expect(await restore()).toMatchObject({ paths: [at('a.txt')], undo: { operation: 'file.delete' } })
      expect([now(), readFileSync(at('b.txt'), 'utf8'), await kept()]).toEqual(['one', 'two', []])
    })

    it('takes no place of a folder or a link, and says what to do', async () => {
      await write('two')
      renameSync(at('a.txt'), at('b.txt'))
      mkdirSync(at('a.txt'))
      await expect(restore()).rejects.toMatchObject({ failure: 'exists', message: expect.stringContaining('move what is there away') })
      renameSync(at('a.txt'), at('folder'))
      writeFileSync(join(files.outside, 'theirs'), 'theirs')
      symlinkSync(join(files.outside, 'theirs'), at('a.txt'))
      await expect(restore()).rejects.toMatchObject({ failure: 'exists' })
      expect([readFileSync(join(files.outside, 'theirs'), 'utf8'), (await kept()).length]).toEqual(['theirs', 1])
    })

    it('may be of any size, and is undone unless the file was changed since', async () => {
      const large = Buffer.alloc(3 * 1024 * 1024, 'large')
      const undone = async ({ undo }: ResultOf<'file.restore'>) => files.ask('file.put_back', undo?.params as never)
      writeFileSync(at('a.txt'), large)
      await write('two')
      const restored = await restore()
      expect(readFileSync(at('a.txt')).equals(large)).toBe(true)
      await undone(restored)
      expect([now(), (await kept()).map(({ size }) => size)]).toEqual(['two', [large.length]])
      const again = await restore()
      appendFileSync(at('a.txt'), 'theirs')
      await expect(undone(again)).rejects.toMatchObject({ failure: 'changed' })
      expect([readFileSync(at('a.txt')).length, (await kept()).map(({ size }) => size)]).toEqual([large.length + 6, [3]])
      await restore()
      expect([now(), (await kept()).map(({ size }) => size)]).toEqual(['two', [large.length + 6]])
    })

    it('leaves all as it was where one of several cannot be restored', async () => {
      await write('two')
      const [{ id = '' } = {}] = await kept()
      expect(await files.failure('file.restore', { ids: [id, '00000000-0000-4000-8000-000000000000'] })).toBe('missing')
      expect([now(), (await kept()).length]).toEqual(['two', 1])
      // What it keeps is the first text still.
      await restore()
      expect(now()).toBe('one')
    })

    it('is left where the one that is there cannot be kept', async () => {
      await write('two')
      const [{ id = '' } = {}] = await kept()
      const trash = at('.hyperion-trash')
      // Others may read in it: it is no trash any more.
      chmodSync(trash, 0o755)
      expect(await files.failure('file.restore', { ids: [id] })).not.toBe('')
      expect(now()).toBe('two')
    })
  })

  it('is that of its own path alone', async () => {
    writeFileSync(at('b.txt'), 'two')
    const { undo } = await write('two')
    const params = { ...(undo?.params as object), path: at('b.txt') } as never
    expect(await files.failure('file.put_back', params)).toBe('missing')
    expect(readFileSync(at('b.txt'), 'utf8')).toBe('two')
  })

  it('leaves nothing in the trash of a text that did not take its place', async () => {
    const { etag } = await files.ask('file.read', { path: at('a.txt') })
    const input = (async function* () {
      writeFileSync(at('a.txt'), 'theirs')
      yield Buffer.from('two')
    })()
    expect(await files.failure('file.write', { path: at('a.txt'), size: 3, expect: etag }, { input })).toBe('changed')
    expect(now()).toBe('theirs')
    await files.ask('file.trash', {})
    expect([files.told.rows, existsSync(at('.hyperion-trash')) ? readdirSync(at('.hyperion-trash')) : []]).toEqual([[], []])
  })

  it('is nothing where the text is new: that is deleted', async () => {
    const input = [Buffer.from('new')]
    const { undo } = await files.ask('file.write', { path: at('new.txt'), size: 3, expect: null }, { input })
    expect(undo).toEqual({ operation: 'file.delete', params: { paths: [at('new.txt')] } })
  })
})

const WRITE = 'import os,sys; os.setxattr(sys.argv[1], "user.note", b"kept")'
const READ = 'import os,sys; sys.stdout.write(os.getxattr(sys.argv[1], "user.note").decode())'

function hasAttributes(path: string): boolean {
  try {
    execFileSync('python3', ['-c', WRITE, path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
