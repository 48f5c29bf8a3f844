/** A saved command that a step of a runbook names. */
export interface StepCommand {
  /** Its id; it may be gone since. */
  readonly command: number
  /** As it was called when the step was written. */
  readonly name: string
  /** What is filled in at first, by the names of parameters. */
  readonly values: Readonly<Record<string, string>>
}
