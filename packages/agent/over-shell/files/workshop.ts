import type { Clock } from '@hyperion/ports/clock'
import type { SftpSession } from '@hyperion/ports/ssh'
import type { OperationId, ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../../actions/implementation.ts'
import type { Reach, ShellImplementation } from '../reach.ts'
import { accountOf } from './account.ts'
import { type OnGround, SshGround } from './ground.ts'
import { ShellScratch } from './scratch.ts'
import { ShellTrash } from './trash.ts'

/** What a change of files has at hand: for one order, over a session of its own. */
export interface ShellWorkshop {
  readonly ground: SshGround
  readonly sftp: SftpSession
  readonly scratch: ShellScratch
  readonly trash: ShellTrash
  readonly clock: Clock
}

/** Of orders that wait for somebody, or for many bytes. */
export const LASTS = { lasts: true } as const

/** Of orders that put back what they did when they are cancelled. */
export const PUTS_BACK = { putsBack: true } as const

/** `lasts`, `putsBack`: as {@link SshGround.on} has them. */
export function changing<O extends OperationId>(
  work: (shop: ShellWorkshop, params: ParamsOf<O>, run: Run<O>) => Promise<ResultOf<O>>,
  how: OnGround = {},
): ShellImplementation<O> {
  return (params, run, reach: Reach) => {
    const withTools = async (ground: SshGround): Promise<ResultOf<O>> => {
      const scratch = new ShellScratch(ground, reach.connection, run)
      const trash = new ShellTrash(ground, { now: () => reach.clock.now(), uid: async () => (await accountOf(reach, ground)).uid })
      try {
        return await work({ ground, sftp: ground.sftp, scratch, trash, clock: reach.clock }, params, run)
      } catch (error) {
        // The session ends with the order: what was under way fails of that.
        if (!how.putsBack) run.signal.throwIfAborted()
        throw error
      }
    }
    return SshGround.on(run, reach, withTools, how)
  }
}
