import { ActionError } from '@hyperion/domain/actions'
import { type EngineKind, TestEngine } from '@hyperion/testkit/containers'
import type { OperationId, ParamsOf, ResultOf, RowOf } from '@hyperion/wire/actions'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { begin } from './test-run.ts'

/** Ends by itself when it is asked to: the first process of a container is not ended by a signal that it does not expect. */
const OBEYS = 'trap "exit 7" TERM; while :; do sleep 0.1; done'
const IGNORES = 'trap "" TERM; while :; do sleep 0.1; done'

type ContainerOperation = Extract<OperationId, `container.${string}`>

describe.each<EngineKind>(['docker', 'podman'])('containers of a real %s', (kind) => {
  let engine: TestEngine
  beforeAll(async () => {
    engine = await TestEngine.start(kind)
  })
  afterAll(() => engine?.stop())
  afterEach(() => engine.clear())

  const start = <O extends ContainerOperation>(operation: O, params: ParamsOf<O>) => begin(`unix://${engine.socket}`, operation, params)
  const ask = <O extends ContainerOperation>(operation: O, params: ParamsOf<O>): Promise<ResultOf<O>> => start(operation, params).over
  async function listed(name: string): Promise<RowOf<'container.list'>> {
    const list = start('container.list', {})
    await list.over
    const row = list.rows.find((each) => each.name === name)
    if (!row) throw new Error(`${name} is not listed`)
    return row
  }
  async function run(name: string, script: string, ...options: readonly string[]) {
    engine.run(name, script, ...options)
    const { engine: label, id, image } = await listed(name)
    return { engine: label, id, name, image }
  }
  const looked = ({ engine: label, id }: { engine: string; id: string }) => ({ engine: label, id })
  const logParams = (of: { engine: string; id: string }, change: object = {}): ParamsOf<'container.logs'> => ({
    ...looked(of),
    tail: null,
    since: null,
    until: null,
    streams: 'both',
    follow: false,
    ...change,
  })

  it('are listed as they are at this moment', async () => {
    const web = await run('web', OBEYS)
    const list = start('container.list', {})
    expect(await list.over).toMatchObject({ engines: [kind], troubles: [] })
    expect(list.rows).toMatchObject([{ ...web, state: 'running', protected: false }])
  })

  it('are stopped in their own time, started and restarted, and say how they ended', async () => {
    const web = await run('web', OBEYS)
    const stop = start('container.stop', { ...web, graceS: 20 })
    const stopped = await stop.over
    expect(stopped).toMatchObject({ already: false, state: 'exited', exitCode: 7, undo: { operation: 'container.start', params: web } })
    expect(stop.progress.length).toBeGreaterThan(0)
    expect(await ask('container.stop', web)).toMatchObject({ already: true, state: 'exited', undo: null })
    expect(await ask('container.start', web)).toMatchObject({ already: false, state: 'running', exitCode: null })
    expect(await ask('container.start', web)).toMatchObject({ already: true, undo: null })
    const before = await ask('container.inspect', looked(web))
    const after = await ask('container.restart', { ...web, graceS: 5 })
    expect(after).toMatchObject({ state: 'running', undo: null })
    expect(after.startedAt).toBeGreaterThan(before.startedAt ?? 0)
  })

  it('that ignore being asked are ended when their time is over', async () => {
    const web = await run('web', IGNORES)
    const stop = start('container.stop', { ...web, graceS: 3 })
    expect(await stop.over).toMatchObject({ state: 'exited', exitCode: 137 })
    expect(Math.max(...stop.progress)).toBeGreaterThanOrEqual(1)
  })

  it('are not waited for when it is cancelled', async () => {
    const web = await run('web', IGNORES)
    const stop = start('container.stop', { ...web, graceS: 60 })
    await expect.poll(() => stop.progress.length).toBeGreaterThan(1)
    stop.cancel(new ActionError('cancelled', 'it was cancelled'))
    await expect(stop.over).rejects.toMatchObject({ failure: 'cancelled', message: expect.stringContaining(`${kind} may go on with it`) })
  })

  it('are paused and go on, and are sent signals', async () => {
    const web = await run('web', 'trap "echo hup" HUP; while :; do sleep 0.1; done')
    expect(await ask('container.pause', web)).toMatchObject({ state: 'paused', undo: { operation: 'container.unpause' } })
    await expect(ask('container.pause', web)).rejects.toMatchObject({ failure: 'failed', message: expect.stringMatching(/paused/) })
    expect(await ask('container.unpause', web)).toMatchObject({ state: 'running' })
    expect(await ask('container.kill', { ...web, signal: 'HUP' })).toMatchObject({ state: 'running' })
    await expect
      .poll(async () => {
        const logs = start('container.logs', logParams(web))
        await logs.over
        return logs.rows.map(({ text }) => text)
      })
      .toContain('hup')
    await ask('container.kill', { ...web, signal: 'KILL' })
    await expect.poll(async () => (await listed('web')).state).toBe('exited')
    await expect(ask('container.kill', { ...web, signal: 'KILL' })).rejects.toMatchObject({ failure: 'failed' })
  })

  it('that are another one than was confirmed are left alone', async () => {
    const web = await run('web', OBEYS)
    await expect(ask('container.stop', { ...web, image: 'other:1' })).rejects.toMatchObject({ failure: 'changed' })
    await expect(ask('container.stop', { ...web, name: 'other' })).rejects.toMatchObject({ failure: 'changed' })
    await expect(ask('container.stop', { ...web, engine: kind === 'docker' ? 'podman' : 'docker' })).rejects.toMatchObject({
      failure: 'missing',
    })
    engine.remove('web')
    await expect(ask('container.stop', web)).rejects.toMatchObject({ failure: 'missing' })
    engine.run('web', OBEYS)
    await expect(ask('container.stop', web)).rejects.toMatchObject({ failure: 'changed', message: expect.stringContaining('made anew') })
    expect((await listed('web')).state).toBe('running')
    // Where another engine has the name too, the hub knows it by its engine.
    const again = await listed('web')
    const { id, image } = again
    expect(await ask('container.stop', { engine: kind, id, image, name: `web (${kind})`, graceS: 5 })).toMatchObject({ state: 'exited' })
  })

  it('are looked at without what is secret', async () => {
    const secrets = ['hunter2', 'tops3cret', 's3same']
    const options = [
      '--env=DB_PASSWORD=hunter2',
      '--env=PLAIN=hunter2',
      '--label=app.token=tops3cret',
      '--label=tier=front',
      '--memory=64m',
      '--cpus=0.5',
    ]
    const web = await run('web', `: --password=s3same; ${OBEYS}`, ...options, '--restart=on-failure:3', '--volume=/usr:/data:ro')
    const seen = await ask('container.inspect', looked(web))
    expect(seen).toMatchObject({
      ...web,
      state: 'running',
      exitCode: null,
      health: null,
      restartPolicy: { name: 'on-failure', most: 3 },
      limits: { cpus: 0.5, memoryBytes: 64 * 1024 ** 2 },
      terminal: false,
      privileged: false,
      protected: false,
      mounts: [{ type: 'bind', source: '/usr', target: '/data', writable: false }],
    })
    expect(seen.environment).toEqual(expect.arrayContaining(['DB_PASSWORD', 'PLAIN']))
    expect(seen.labels).toEqual(
      expect.arrayContaining([
        { name: 'tier', value: 'front' },
        { name: 'app.token', value: '•••' },
      ]),
    )
    for (const secret of secrets) expect(JSON.stringify(seen)).not.toContain(secret)
  })

  it('tell what they use until they stop', async () => {
    const web = await run('web', 'while :; do :; done', '--cpus=0.5', '--memory=64m')
    const stats = start('container.stats', looked(web))
    await expect.poll(() => stats.rows.filter(({ cpuPercent }) => (cpuPercent ?? 0) > 10).length).toBeGreaterThan(0)
    expect(stats.rows.at(-1)).toMatchObject({ memoryLimitBytes: 64 * 1024 ** 2, processes: expect.any(Number) })
    engine.cli('kill', 'web')
    expect(await stats.over).toEqual({ ended: 'stopped' })
    expect(await ask('container.stats', looked(web))).toEqual({ ended: 'stopped' })
  })

  it('tell what they printed, by stream, in order and with its time', async () => {
    const before = Date.now()
    const web = await run('web', 'echo one; sleep 1.2; echo two >&2; sleep 0.2; printf "thrée\\n\\nfour"; sleep 1800')
    const read = async (change: object = {}) => {
      const logs = start('container.logs', logParams(web, change))
      expect(await logs.over).toEqual({ ended: 'read' })
      return logs.rows
    }
    const lines = async (change: object = {}) => (await read(change)).map(({ stream, text }) => `${stream} ${text}`)
    await expect.poll(() => lines()).toEqual(expect.arrayContaining(['stdout one', 'stderr two', 'stdout thrée', 'stdout ']))
    expect((await lines()).slice(0, 2)).toEqual(['stdout one', 'stderr two'])
    expect(await lines({ streams: 'stderr' })).toEqual(['stderr two'])
    expect((await read())[0]?.at).toBeGreaterThanOrEqual(before - 1000)
    expect((await read())[0]?.at).toBeLessThanOrEqual(Date.now())
    expect((await lines({ tail: 1 })).length).toBe(1)
    const [, second] = await read()
    expect(await lines({ since: second?.at })).not.toContain('stdout one')
  })

  it('tell lines that are longer than any part', async () => {
    const web = await run('web', 'i=0; while [ $i -lt 4000 ]; do printf "0123456789"; i=$((i+1)); done; echo; echo end; sleep 1800')
    const read = async () => {
      const logs = start('container.logs', logParams(web))
      await logs.over
      return logs.rows
    }
    await expect.poll(async () => (await read()).at(-1)?.text).toBe('end')
    const rows = await read()
    const long = rows.slice(0, -1)
    expect(long.map(({ text }) => text).join('')).toBe('0123456789'.repeat(4000))
    expect(long.map(({ partial }) => partial)).toEqual(long.map((_, i) => i < long.length - 1))
  })

  it('of a terminal are read too', async () => {
    const web = await run('web', 'echo one; echo two >&2; sleep 1800', '--tty')
    await expect
      .poll(async () => {
        const logs = start('container.logs', logParams(web))
        await logs.over
        return logs.rows.map(({ stream, text }) => `${stream} ${text}`)
      })
      .toEqual(['stdout one', 'stdout two'])
  })

  it('are followed while they print, stop, start again and go away', async () => {
    const web = await run('web', 'i=0; echo begin; trap "exit 0" TERM; while :; do sleep 0.1; i=$((i+1)); echo line $i; done')
    const logs = start('container.logs', logParams(web, { follow: true }))
    const texts = () => logs.rows.map(({ text }) => text)
    await expect.poll(texts).toContain('line 5')
    engine.cli('stop', '--time=5', 'web')
    await expect.poll(texts).toContain('stopped')
    engine.cli('start', 'web')
    await expect.poll(texts).toContain('started')
    await expect.poll(() => texts().filter((text) => text === 'line 3').length).toBe(2)
    const printed = texts().slice(0, texts().indexOf('stopped'))
    expect(printed).toEqual(['begin', ...printed.slice(1).map((_, i) => `line ${i + 1}`)])
    engine.remove('web')
    expect(await logs.over).toEqual({ ended: 'gone' })
    const again = texts()
      .slice(texts().indexOf('started') + 1)
      .filter((text) => text !== 'stopped')
    expect(again).toEqual(['begin', ...again.slice(1).map((_, i) => `line ${i + 1}`)])
  })

  it('that print nothing are followed all the same, until it is cancelled', async () => {
    const web = await run('web', 'sleep 12; echo late; sleep 1800')
    const logs = start('container.logs', logParams(web, { follow: true }))
    await expect.poll(() => logs.rows.map(({ text }) => text)).toEqual(['late'])
    logs.cancel(new ActionError('cancelled', 'it was cancelled'))
    await expect(logs.over).rejects.toMatchObject({ failure: 'cancelled' })
  })

  it('are followed over the end of their engine', async () => {
    const web = await run('web', 'i=0; while :; do sleep 0.2; i=$((i+1)); echo line $i; done')
    const logs = start('container.logs', logParams(web, { follow: true }))
    const texts = () => logs.rows.map(({ text }) => text)
    await expect.poll(texts).toContain('line 2')
    await engine.stopDaemon()
    await expect.poll(texts).toContain('engine_away')
    await engine.startDaemon()
    await expect.poll(() => texts().some((text) => text === 'engine_back' || text === 'stopped')).toBe(true)
    const lines = texts().filter((text) => text.startsWith('line'))
    expect(new Set(lines).size).toBe(lines.length)
    logs.cancel(new ActionError('cancelled', 'it was cancelled'))
    await expect(logs.over).rejects.toMatchObject({ failure: 'cancelled' })
  })

  it('of any name are operated', async () => {
    const name = 'A.web_1-x..y'
    const web = await run(name, OBEYS)
    expect(await ask('container.stop', { ...web, graceS: 5 })).toMatchObject({ state: 'exited' })
  })
})
