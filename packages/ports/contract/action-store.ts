import type { Action } from '@hyperion/domain/actions'
import type { ActionStore } from '@hyperion/ports/actions'
import { beforeEach, describe, expect, it } from 'vitest'
import type { HostStore } from '../hosts/index.ts'

interface ActionStoreUnderTest {
  readonly actions: ActionStore
  readonly hosts: Pick<HostStore, 'ensureHub'>
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

function sample(host: number, changes: Partial<Action> = {}): Action {
  return {
    id: crypto.randomUUID(),
    host,
    operation: 'process.signal',
    params: { pid: 7, command: 'é "%\n' },
    target: 'TERM → 7',
    tier: 'operate',
    reason: 'it hangs',
    requestedBy: { id: 1, name: 'admin' },
    address: '127.0.0.1',
    incident: null,
    requestedAt: NOW,
    state: 'running',
    decidedBy: null,
    decidedAt: null,
    startedAt: NOW + 1,
    endedAt: null,
    failure: null,
    message: '',
    result: null,
    output: '',
    stderr: [],
    undo: null,
    ...changes,
  }
}

export function actionStoreContract(name: string, make: () => Promise<ActionStoreUnderTest>): void {
  describe(`${name} as ActionStore`, () => {
    let actions: ActionStore
    let host = 0

    beforeEach(async () => {
      const store = await make()
      actions = store.actions
      host = (await store.hosts.ensureHub('box', NOW)).id
      return () => store.close()
    })

    it('keeps an action whole', async () => {
      const full = sample(host, {
        decidedBy: { id: 2, name: 'second' },
        decidedAt: NOW,
        endedAt: NOW + 5,
        state: 'failed',
        failure: 'permission',
        message: 'it may not',
        result: { ended: true },
        output: 'line\nno\n',
        stderr: [[5, 8]],
        undo: { operation: 'file.restore', params: { id: 'x' } },
        incident: UNKNOWN,
      })
      await actions.add(full)
      expect(await actions.byId(full.id)).toEqual(full)
      expect(await actions.byId(UNKNOWN)).toBeUndefined()
    })

    it('changes one only from the states that were named', async () => {
      const action = sample(host, { state: 'awaiting_approval', startedAt: null })
      await actions.add(action)
      const decided = { state: 'approved', decidedBy: { id: 2, name: 'second' }, decidedAt: NOW + 2 } as const
      const both = await Promise.all([1, 2].map(() => actions.change(action.id, ['awaiting_approval'], decided)))
      expect(both.filter((each) => each !== undefined)).toEqual([{ ...action, ...decided }])
      expect(await actions.change(UNKNOWN, ['running'], { state: 'failed' })).toBeUndefined()
    })

    it('lists by what is asked for, newest first, and counts', async () => {
      const [old, young] = [
        sample(host),
        sample(host, { requestedAt: NOW + 10, operation: 'file.write', state: 'succeeded', incident: UNKNOWN }),
      ]
      for (const each of [old, young]) await actions.add(each)
      const ids = async (query: Omit<Parameters<ActionStore['list']>[0], 'limit'>) =>
        (await actions.list({ ...query, limit: 10 })).map(({ id }) => id)
      expect(await ids({})).toEqual([young.id, old.id])
      expect(await ids({ host, states: ['running'] })).toEqual([old.id])
      expect(await ids({ operation: 'file.' })).toEqual([young.id])
      expect(await ids({ incident: UNKNOWN })).toEqual([young.id])
      expect(await ids({ from: NOW + 1 })).toEqual([young.id])
      expect(await ids({ to: NOW + 1 })).toEqual([old.id])
      expect(await ids({ host: host + 1 })).toEqual([])
      expect(await actions.list({ limit: 1, offset: 1 })).toEqual([old])
      expect(await actions.count({ host })).toBe(2)
    })

    it('knows which changes of a host need a second person', async () => {
      expect(await actions.approvalOf(host)).toBe('none')
      await actions.setApproval(host, 'all')
      await actions.setApproval(host, 'dangerous')
      expect(await actions.approvalOf(host)).toBe('dangerous')
    })
  })
}
