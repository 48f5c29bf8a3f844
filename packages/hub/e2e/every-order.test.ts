import { findOperation, OPERATION_IDS } from '@hyperion/wire/actions'
import { describe, expect, it } from 'vitest'
import { everyOrder } from './every-order.ts'

const tierOf = (id: string): string | undefined => findOperation(id)?.tier

describe('a host that lets itself be observed alone', () => {
  it('lets nothing of it be changed, and nothing be opened that not everybody may see', () => {
    const observed = OPERATION_IDS.filter((id) => tierOf(id) === 'observe')
    expect(observed.filter((id) => findOperation(id)?.change || findOperation(id)?.permission !== 'read')).toEqual([])
  })
})

describe('the orders that a thief gives', () => {
  it('are one of each operation that takes more, as the catalog has it', () => {
    const orders = everyOrder({ process: { pid: 1, startedAt: 1, command: 'x' }, folder: '/srv', port: 1 })
    // One that is new needs an order there too.
    const above = OPERATION_IDS.filter((id) => tierOf(id) !== 'observe')
    expect(Object.keys(orders).sort()).toEqual([...above].sort())
    for (const id of above) expect(() => findOperation(id)?.params(orders[id], 'params')).not.toThrow()
  })
})
