import { ActionError } from '@hyperion/domain/actions'
import { OPERATION_IDS } from '@hyperion/wire/actions'
import type { AreaImplementations } from '../implementation.ts'

const notYet = (): Promise<never> => Promise.reject(new ActionError('unsupported', 'this agent cannot do this yet'))

export function fileImplementations(): AreaImplementations<'file'> {
  return Object.fromEntries(OPERATION_IDS.filter((id) => id.startsWith('file.')).map((id) => [id, notYet])) as never
}
