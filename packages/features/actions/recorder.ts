import type { Action } from '@hyperion/domain/actions'
import type { ActionEvent, ControlBody } from '@hyperion/wire/actions'
import type { RunningOrder } from '../operators/index.ts'

/** Keeps what is seen of something that people do by hand. */
export interface Recorder {
  /** What was printed, before anybody sees it. Rejects when it cannot be kept: the action is cancelled then. */
  event(event: ActionEvent): Promise<void>
  control(body: ControlBody): void
}

/** Begins the recording of an action; null for one that needs none. What cannot be recorded is not begun. */
export type OpenRecorder = (action: Action) => Promise<Recorder | null>

export function recorded(running: RunningOrder, recorder: Recorder | null): RunningOrder {
  if (!recorder) return running
  return {
    control: (body) => {
      recorder.control(body)
      running.control(body)
    },
  }
}
