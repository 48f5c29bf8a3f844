/** Who answers for whom at this moment; what schedules are made of is not known here. */
export interface WhoIsOnCall {
  /** Nobody where the schedule has a gap, or is gone. */
  now(schedule: string, at: number): Promise<readonly { readonly id: number; readonly username: string; readonly email: string }[]>
  /** All schedules, with the ids of everybody who takes turns in them. */
  schedules(): Promise<readonly { readonly id: string; readonly name: string; readonly participants: readonly number[] }[]>
}
