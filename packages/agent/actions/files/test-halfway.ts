import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionEvent, ControlBody, Ended, OperationId, ParamsOf, ResultOf, RowOf } from '@hyperion/wire/actions'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** A host whose files are changed, for real. */
export interface HalfwayHost {
  /** Open, and empty. */
  readonly root: string
  /** Has an order carried out; each event is told, `ended` last. */
  begin(operation: OperationId, params: object, tell: (event: ActionEvent) => void): { control(body: ControlBody): void }
  /** Makes something the account's. */
  own(path: string): void
  close(): Promise<void> | void
}

/** Orders on files of a host, and what is there. */
export class Halfway {
  readonly #host: HalfwayHost

  constructor(host: HalfwayHost) {
    this.#host = host
  }

  at(name: string): string {
    return join(this.#host.root, name)
  }

  put(name: string, content: string | Buffer): void {
    writeFileSync(this.at(name), content)
    this.#host.own(this.at(name))
  }

  folder(name: string): void {
    mkdirSync(this.at(name))
    this.#host.own(this.at(name))
  }

  text(name: string): string {
    return readFileSync(this.at(name), 'utf8')
  }

  /** What is in the root, its trash aside. */
  names(): readonly string[] {
    return readdirSync(this.#host.root)
      .filter((name) => name !== '.hyperion-trash' && name !== 'agent')
      .sort()
  }

  /** `onFirst`: when one thing was done. Its order is cancelled then. */
  cancelled<O extends OperationId>(operation: O, params: ParamsOf<O>, onFirst = (): void => {}): Promise<Ended> {
    return this.order(operation, params, ({ kind, done }, cancel) => {
      if (kind !== 'progress' || done !== 1) return
      onFirst()
      cancel()
    })
  }

  async order<O extends OperationId>(
    operation: O,
    params: ParamsOf<O>,
    told: (event: Partial<{ kind: string; done: number }>, cancel: () => void) => void = () => {},
  ): Promise<Ended> {
    let begun: { control(body: ControlBody): void } | null = null
    let over = false
    const cancel = (): void => {
      over = true
      begun?.control({ kind: 'cancel' })
    }
    const ended = await new Promise<Ended>((resolve) => {
      const tell = (event: ActionEvent): void => {
        if (event.kind === 'ended') resolve(event)
        else if (!over) told(event, cancel)
      }
      begun = this.#host.begin(operation, params, tell)
    })
    return ended
  }

  async done<O extends OperationId>(operation: O, params: ParamsOf<O>): Promise<ResultOf<O>> {
    const ended = await this.order(operation, params)
    expect(ended).toMatchObject({ state: 'succeeded' })
    return ended.result as ResultOf<O>
  }

  async trash(): Promise<readonly RowOf<'file.trash'>[]> {
    const rows: RowOf<'file.trash'>[] = []
    await this.order('file.trash', {}, (event) => {
      if (event.kind === 'rows') rows.push(...((event as { rows?: never[] }).rows ?? []))
    })
    return rows.sort((a, b) => (a.path < b.path ? -1 : 1))
  }
}

const UNDONE = { state: 'cancelled', error: { failure: 'cancelled', message: 'it was cancelled; what was done before is undone' } }
const LARGE = Buffer.alloc(2 * 1024 * 1024 + 1, 'large')

/** Of whatever carries orders on files out. */
export function describeHalfway(name: string, open: () => Promise<HalfwayHost> | HalfwayHost): void {
  describe(`${name}: an order that is cancelled halfway`, () => {
    let host: HalfwayHost
    let files: Halfway
    const paths = (): string[] => ['a', 'b', 'c'].map((each) => files.at(each))

    beforeEach(async () => {
      host = await open()
      files = new Halfway(host)
      files.put('a', 'one')
      files.folder('b')
      files.put('b/in', 'two')
      files.put('c', 'three')
    })
    afterEach(() => host?.close())

    const asBefore = (): void => {
      expect([files.names(), files.text('a'), files.text('b/in'), files.text('c')]).toEqual([['a', 'b', 'c'], 'one', 'two', 'three'])
    }

    it('to delete puts back what it took', async () => {
      expect(await files.cancelled('file.delete', { paths: paths() })).toMatchObject(UNDONE)
      asBefore()
      expect([await files.trash(), readdirSync(files.at('.hyperion-trash'))]).toEqual([[], []])
    })

    it('to delete says what it could not put back', async () => {
      const ended = await files.cancelled('file.delete', { paths: paths() }, () => files.put('a', 'theirs'))
      expect(ended).toMatchObject({ state: 'cancelled', error: { message: `it was cancelled; left in the trash: ${files.at('a')}` } })
      expect([files.names(), files.text('a')]).toEqual([['a', 'b', 'c'], 'theirs'])
      expect(await files.trash()).toMatchObject([{ path: files.at('a'), size: 3 }])
    })

    it('to restore takes away what it restored', async () => {
      const { ids } = await files.done('file.delete', { paths: paths() })
      const thrown = await files.trash()
      const last = ids.toReversed()
      expect(await files.cancelled('file.restore', { ids: last })).toMatchObject(UNDONE)
      expect([files.names(), (await files.trash()).map(({ id }) => id)]).toEqual([[], thrown.map(({ id }) => id)])
      await files.done('file.restore', { ids })
      asBefore()
    })

    it.each([
      ['a text', Buffer.from('earlier')],
      ['what is larger than one', LARGE],
    ])('to restore %s over a file puts that back', async (_, earlier) => {
      files.put('c', earlier)
      await writeText('c', 'three')
      await files.done('file.delete', { paths: paths().slice(0, 2) })
      const thrown = await files.trash()
      const ids = thrown.map(({ id }) => id).toReversed()
      expect(await files.cancelled('file.restore', { ids })).toMatchObject(UNDONE)
      expect([files.names(), files.text('c')]).toEqual([['c'], 'three'])
      const known = (rows: typeof thrown) => rows.map(({ id, path, size, earlier: is }) => ({ id, path, size, is }))
      expect(known(await files.trash())).toEqual(known(thrown))
      await files.done('file.restore', { ids })
      expect([files.names(), readFileSync(files.at('c')).equals(earlier)]).toEqual([['a', 'b', 'c'], true])
    })

    it('to restore says what it could not take away', async () => {
      const { ids } = await files.done('file.delete', { paths: paths() })
      // What was restored lies elsewhere by now.
      const ended = await files.cancelled('file.restore', { ids }, () => renameSync(files.at('a'), files.at('d')))
      expect(ended).toMatchObject({ error: { message: `it was cancelled; restored all the same: ${files.at('a')}` } })
      expect([files.names(), (await files.trash()).map(({ path }) => path)]).toEqual([['d'], paths().slice(1)])
    })

    async function writeText(name: string, text: string): Promise<void> {
      const running: { control(body: ControlBody): void }[] = []
      await new Promise<void>((resolve) => {
        const tell = ({ kind }: ActionEvent): void => {
          if (kind === 'ended') resolve()
        }
        running.push(host.begin('file.write', { path: files.at(name), size: text.length }, tell))
        for (const body of [{ kind: 'input', data: Buffer.from(text).toString('base64') }, { kind: 'end' }] as const)
          running[0]?.control(body)
      })
    }
  })
}
