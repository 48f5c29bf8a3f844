/** How the value of a parameter is checked. */
export const PARAMETER_KINDS = ['text', 'number', 'choice', 'unit', 'path'] as const

export type ParameterKind = (typeof PARAMETER_KINDS)[number]

/** Something that whoever runs a command fills in. */
export interface CommandParameter {
  /** As arguments name it. */
  readonly name: string
  /** For people; empty for its name. */
  readonly label: string
  readonly kind: ParameterKind
  /** Of a text: a regular expression that the whole of it has to fit; null for any. */
  readonly pattern: string | null
  /** Of a number; null for no bound. */
  readonly min: number | null
  readonly max: number | null
  /** Of a choice. */
  readonly options: readonly string[]
  /** Of a path: the folder that it has to be in; null for none. */
  readonly root: string | null
  /** A value may begin with `-`, which programs take for an option. */
  readonly leadingDash: boolean
  /** What is filled in at first; empty for nothing. */
  readonly standard: string
}

/** Who may run a saved command. */
export const COMMAND_ROLES = ['technicien', 'admin'] as const

export type CommandRole = (typeof COMMAND_ROLES)[number]

/** A command that an administrator wrote down for others to run. */
export interface SavedCommand {
  readonly id: number
  /** Unique. */
  readonly name: string
  readonly description: string
  /** Absolute, or a name that the host looks for. */
  readonly program: string
  /** One that is `{{name}}` as a whole stands for a parameter. */
  readonly arguments: readonly string[]
  /** Folder that it runs in; null for the home of the agent's account. */
  readonly directory: string | null
  readonly parameters: readonly CommandParameter[]
  readonly role: CommandRole
  /** Where it may run: on these hosts and those with one of these tags; everywhere when both are empty. */
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
  readonly timeLimitS: number
  /** It takes a code of those who have a second factor. */
  readonly dangerous: boolean
  /** What is said before it runs; empty for nothing. */
  readonly confirm: string
  /** Name of the user who changed it last. */
  readonly author: string
  /** Epoch ms. */
  readonly updatedAt: number
}

export type CommandDraft = Omit<SavedCommand, 'id' | 'author' | 'updatedAt'>

export const SAVED_COMMAND_LIMITS = {
  commands: 500,
  name: 100,
  description: 1000,
  arguments: 64,
  argument: 2000,
  parameters: 16,
  options: 100,
  value: 1000,
  pattern: 200,
  hosts: 200,
  tags: 50,
} as const

/** Whether a command is meant for a host. */
export function runsOn({ hosts, tags }: Pick<SavedCommand, 'hosts' | 'tags'>, host: { id: number; tags: readonly string[] }): boolean {
  return (hosts.length === 0 && tags.length === 0) || hosts.includes(host.id) || tags.some((tag) => host.tags.includes(tag))
}

/** The parameter that an argument stands for; undefined for one that is meant as it is written. */
export function placeholderOf(argument: string): string | undefined {
  return /^\{\{([a-z][a-z0-9_]*)\}\}$/.exec(argument)?.[1]
}

type Problems = Readonly<Record<string, readonly string[]>>

/** What is wrong with a command that somebody wants to save, by field; empty when nothing is. */
export function draftProblems({ arguments: args, parameters }: CommandDraft): Problems {
  const names = parameters.map(({ name }) => name)
  const asked = args.map(placeholderOf).filter((name) => name !== undefined)
  const problems: Record<string, string[]> = {}
  const tell = (field: string, problem: string): void => {
    problems[field] = [...(problems[field] ?? []), problem]
  }
  for (const name of asked) if (!names.includes(name)) tell('arguments', `There is no parameter ${name}`)
  for (const argument of args)
    if (placeholderOf(argument) === undefined && /\{\{|\}\}/.test(argument))
      tell('arguments', 'A parameter is an argument of its own: {{name}}')
  for (const name of new Set(names)) {
    if (!asked.includes(name)) tell('parameters', `No argument stands for ${name}`)
    if (names.filter((each) => each === name).length > 1) tell('parameters', `${name} is there twice`)
  }
  for (const parameter of parameters)
    for (const problem of parameterProblems(parameter)) tell('parameters', `${parameter.name}: ${problem}`)
  return problems
}

function parameterProblems({ kind, pattern, min, max, options, root }: CommandParameter): readonly string[] {
  if (kind === 'text' && pattern !== null && !isPattern(pattern)) return ['The pattern is no regular expression']
  if (kind === 'number' && min !== null && max !== null && min > max) return ['The bounds leave nothing']
  if (kind === 'choice' && options.length === 0) return ['There is nothing to choose from']
  if (kind === 'path' && (root === null || !isPlainPath(root))) return ['The folder must be an absolute path without ..']
  return []
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function isPlainPath(path: string): boolean {
  return /^\/[^\0]*$/.test(path) && !path.split('/').some((part) => part === '..' || part === '.')
}

const UNIT = /^[A-Za-z0-9:_.\\@-]{1,240}\.(service|socket|timer|mount|automount|swap|target|path|slice|scope)$/
const NUMBER = /^-?\d{1,15}(\.\d{1,9})?$/

/** What is wrong with the value of a parameter; null when nothing is. `fits` tells whether a text fits a pattern as a whole. */
export function valueProblem(parameter: CommandParameter, value: string, fits: (pattern: string, text: string) => boolean): string | null {
  const { kind, pattern, min, max, options, root, leadingDash } = parameter
  if (value.length > SAVED_COMMAND_LIMITS.value) return `Must have at most ${SAVED_COMMAND_LIMITS.value} characters`
  if (value.includes('\0')) return 'Must not contain NUL'
  if (value === '') return 'Must be filled in'
  if (value.startsWith('-') && !leadingDash) return 'Must not begin with -'
  if (kind === 'text') return pattern !== null && !fits(pattern, value) ? `Must fit ${pattern}` : null
  if (kind === 'choice') return options.includes(value) ? null : `Must be one of ${options.join(', ')}`
  if (kind === 'unit') return UNIT.test(value) ? null : 'Must be the full name of a unit, nginx.service say'
  if (kind === 'number') return numberProblem(value, min, max)
  return isPlainPath(value) && isWithin(value, root ?? '/') ? null : `Must be an absolute path in ${root ?? '/'}, without ..`
}

function numberProblem(value: string, min: number | null, max: number | null): string | null {
  if (!NUMBER.test(value)) return 'Must be a number'
  const number = Number(value)
  if (min !== null && number < min) return `Must be >= ${min}`
  return max !== null && number > max ? `Must be <= ${max}` : null
}

function isWithin(path: string, root: string): boolean {
  const folder = root.replace(/\/+$/, '')
  return path === folder || path.startsWith(`${folder}/`)
}
