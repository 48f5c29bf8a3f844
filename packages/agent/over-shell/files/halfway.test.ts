import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SftpSession, SshConnection } from '@hyperion/ports/ssh'
import { TestClock } from '@hyperion/testkit/clock'
import { connectionTo, Sshd } from '@hyperion/testkit/sshd'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { describeHalfway, Halfway, type HalfwayHost } from '../../actions/files/test-halfway.ts'
import { overShell } from '../over-shell.ts'

/** Of the account that the server lets in. */
const UID = 39_001
const GID = 65_534

/** Stands before each change of names that is asked of the server. */
type OnRename = (count: number, rename: () => Promise<void>) => Promise<void>

let sshd: Sshd
let clock: TestClock
let onRename: OnRename

beforeAll(async () => {
  sshd = await Sshd.start()
  chownSync(sshd.path('home'), UID, GID)
})
afterAll(() => sshd?.stop())
beforeEach(() => {
  clock = new TestClock()
  onRename = (_, rename) => rename()
})

/** The account of a real server, and a root of its own. */
async function overSsh(): Promise<HalfwayHost> {
  const root = mkdtempSync(join(tmpdir(), 'hyperion-halfway-'))
  chmodSync(root, 0o755)
  chownSync(root, UID, GID)
  const connection = await connectionTo(sshd)
  let renames = 0
  const watched: SshConnection = { ...connection, sftp: async () => watch(await connection.sftp(), () => ++renames) }
  return {
    root,
    begin(operation, params, tell) {
      renames = 0
      const reach = { connection: watched, context: { bootedAt: 0 }, roots: [root], clock }
      return overShell.begin({ id: randomUUID(), operation, params, by: 'ada' }, reach, tell)
    },
    own: (path) => chownSync(path, UID, GID),
    close() {
      connection.end()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

function watch(sftp: SftpSession, count: () => number): SftpSession {
  return new Proxy(sftp, {
    get(session, name) {
      if (name === 'rename') return (...[from, to]: Parameters<SftpSession['rename']>) => onRename(count(), () => session.rename(from, to))
      const part: unknown = session[name as keyof SftpSession]
      return typeof part === 'function' ? part.bind(session) : part
    },
  })
}

describeHalfway('a host over SSH', overSsh)

describe('a deletion over SSH', () => {
  let host: HalfwayHost
  let files: Halfway
  const paths = (): string[] => ['a', 'b', 'c'].map((each) => files.at(each))

  beforeEach(async () => {
    host = await overSsh()
    files = new Halfway(host)
    for (const each of ['a', 'b', 'c']) files.put(each, each)
  })
  afterEach(() => host.close())

  /** Settles when the second thing is about to be taken away, and with what is called by then. */
  function atSecond(then: (rename: () => Promise<void>) => Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    onRename = (count, rename) => {
      if (count !== 2) return rename()
      resolve()
      return then(rename)
    }
    return promise
  }

  function begin(): { readonly cancel: () => void; readonly ended: ReturnType<Halfway['order']> } {
    let cancel = (): void => {}
    const ended = files.order('file.delete', { paths: paths() }, (_, how) => {
      cancel = how
    })
    return { cancel: () => cancel(), ended }
  }

  it('that is cancelled while something is being taken puts that back too', async () => {
    const { cancel, ended } = begin()
    await atSecond(async (rename) => {
      await rename()
      cancel()
    })
    expect(await ended).toMatchObject({ state: 'cancelled', error: { message: 'it was cancelled; what was done before is undone' } })
    expect([files.names(), await files.trash()]).toEqual([['a', 'b', 'c'], []])
  })

  it('whose connection is lost says what stays in the trash', async () => {
    const { ended } = begin()
    await atSecond(async (rename) => {
      await sshd.restart()
      await rename()
    })
    const { state, error } = await ended
    expect([state, error?.failure]).toEqual(['failed', 'away'])
    expect(error?.message).toBe(`the connection was closed; left in the trash: ${files.at('a')}; perhaps in the trash: ${files.at('b')}`)
    expect(files.names()).toEqual(['b', 'c'])
  })

  it('gives up a server that answers no more, and puts back what it can', async () => {
    const { cancel, ended } = begin()
    await atSecond(() => new Promise(() => {}))
    cancel()
    await clock.advance(10_000)
    const message = `it was cancelled; perhaps in the trash: ${files.at('b')}`
    expect(await ended).toMatchObject({ state: 'cancelled', error: { message } })
    expect([files.names(), await files.trash()]).toEqual([['a', 'b', 'c'], []])
  })

  it('gives up putting back as well, and says what that leaves', async () => {
    const third = Promise.withResolvers<void>()
    const putsBack = Promise.withResolvers<void>()
    onRename = (count, rename) => {
      if (count <= 2) return rename()
      ;(count === 3 ? third : putsBack).resolve()
      return new Promise(() => {})
    }
    const { cancel, ended } = begin()
    await third.promise
    cancel()
    await clock.advance(10_000)
    await putsBack.promise
    await clock.advance(10_000)
    const message = `it was cancelled; left in the trash: ${files.at('a')}; perhaps in the trash: ${files.at('c')}, ${files.at('b')}`
    expect(await ended).toMatchObject({ state: 'cancelled', error: { message } })
    expect(files.names()).toEqual(['c'])
    onRename = (_, rename) => rename()
    expect((await files.trash()).map(({ path }) => path)).toEqual(paths().slice(0, 2))
  })
})
