import { mkdirSync } from 'node:fs'
import { findOperation, type Operation } from '@hyperion/wire/actions'
import { ActionRun } from '../action-run.ts'
import type { Implementation } from '../implementation.ts'
import { fileImplementations } from './index.ts'
import { testFiles } from './test-files.ts'
import { describeHalfway } from './test-halfway.ts'

describeHalfway('an agent', () => {
  const { root, data, environment, end } = testFiles()
  mkdirSync(data, { recursive: true })
  const implementations = fileImplementations(environment)
  let orders = 0
  return {
    root,
    begin(operation, params, tell) {
      const id = `00000000-0000-4000-8000-${String(++orders).padStart(12, '0')}`
      const row = findOperation(operation) as Operation<never>
      const run = new ActionRun({ id, by: 'ada', row, send: tell, onEnd: (ended) => tell({ ...ended }), clock: environment.clock })
      const work = implementations[operation as 'file.delete'] as unknown as Implementation<'file.delete'>
      run.start(() => work(row.params(params, 'params') as never, run as never))
      let seq = 0
      return { control: (body) => run.control({ agent: '', id, seq: ++seq, ...body }) }
    },
    own: () => {},
    close: end,
  }
})
