import { arrayOf, between, type Check, fields, flag, integer, maybe, orNull, text, WireError } from '../checks/index.ts'
import { operation } from './operation.ts'

export const COMMAND_LIMITS = {
  arguments: 256,
  /** Characters of one argument. */
  argument: 8192,
  /** Characters of all arguments as JSON: what an order takes. */
  argumentsJson: 32_000,
  /** Longest time limit, in seconds. */
  timeLimitS: 86_400,
  /** Bytes of output that are told of one command. */
  outputBytes: 16 * 1024 * 1024,
  /** A terminal that nobody types in is ended after this. */
  idleMs: 30 * 60_000,
} as const

/** How a program is named: by its absolute path, or by a name that is looked for in the usual folders. */
export const PROGRAM = /^(?!-)(?:[^/\0]+|\/[^\0]+)$/
export const DIRECTORY = /^\/[^\0]*$/

/** What no argument can hold. */
const ARGUMENT = text(COMMAND_LIMITS.argument, /^[^\0]*$/)
const fewArguments = arrayOf(COMMAND_LIMITS.arguments, ARGUMENT)

const commandArguments: Check<readonly string[]> = (value, path) => {
  const given = fewArguments(value, path)
  if (JSON.stringify(given).length <= COMMAND_LIMITS.argumentsJson) return given
  throw new WireError(`${path} must be at most ${COMMAND_LIMITS.argumentsJson} characters in all`)
}

/** As it is shown to people: told apart where an argument ends, and not fit for a shell. */
function commandLine(program: string, args: readonly string[]): string {
  return [program, ...args].map((each) => (/^[\w@%+=:,./-]+$/.test(each) ? each : JSON.stringify(each))).join(' ')
}

export const commandOperations = {
  'command.run': operation(
    {
      params: fields({
        program: text(4096, PROGRAM),
        arguments: commandArguments,
        /** Null for the home of the agent's account. */
        directory: orNull(text(4096, DIRECTORY)),
        timeLimitS: between(1, COMMAND_LIMITS.timeLimitS),
        /** Name of the saved command that it comes from. */
        saved: maybe(text(100)),
      }),
      result: fields({
        /** Null where a signal ended it. */
        exitCode: orNull(integer(0)),
        signal: orNull(text(16)),
        durationMs: integer(0),
        /** All that it printed. */
        outputBytes: integer(0),
        /** Not all of that was told. */
        truncated: flag,
        /** Something that it began holds its output open and goes on. */
        leftRunning: flag,
      }),
    },
    {
      tier: 'full',
      permission: 'config',
      change: true,
      // Whoever saved a command said of it whether it is: see `Change.dangerous`.
      dangerous: () => true,
      timeoutMs: null,
      target: ({ program, arguments: args }) => commandLine(program, args),
    },
  ),
  'command.terminal': operation(
    {
      params: fields({ columns: between(2, 1000), rows: between(2, 1000) }),
      result: fields({ exitCode: orNull(integer(0)), durationMs: integer(0) }),
    },
    {
      tier: 'full',
      permission: 'config',
      change: true,
      dangerous: () => true,
      interactive: true,
      // By what is typed, not by what is printed: see COMMAND_LIMITS.idleMs.
      timeoutMs: null,
      target: () => '',
    },
  ),
}
