import type { ErrorDetails } from '@hyperion/domain/errors'

export type Language = 'en' | 'fr'

/** What a schema validator tells about one field. */
export interface FieldProblem {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

type Wording = Readonly<Record<'required' | 'unknown' | 'invalid', string>> & {
  readonly oneOf: (values: string) => string
  readonly type: (name: string) => string
  readonly bound: (comparison: string, limit: string) => string
  readonly longer: (limit: string) => string
  readonly shorter: (limit: string) => string
}

const WORDINGS: Record<Language, Wording> = {
  en: {
    required: 'This field is required',
    unknown: 'This field is not known',
    invalid: 'This value is not valid',
    oneOf: (values) => `Must be one of: ${values}`,
    type: (name) => `Must be of type ${name}`,
    bound: (comparison, limit) => `Must be ${comparison} ${limit}`,
    longer: (limit) => `Must have at least ${limit} characters`,
    shorter: (limit) => `Must have at most ${limit} characters`,
  },
  fr: {
    required: 'Ce champ est requis',
    unknown: "Ce champ n'est pas reconnu",
    invalid: "Cette valeur n'est pas valide",
    oneOf: (values) => `Doit être l'une des valeurs : ${values}`,
    type: (name) => `Doit être de type ${name}`,
    bound: (comparison, limit) => `Doit être ${comparison} ${limit}`,
    longer: (limit) => `Doit compter au moins ${limit} caractères`,
    shorter: (limit) => `Doit compter au plus ${limit} caractères`,
  },
}

/** A request with thousands of wrong fields is answered with the first few. */
const MOST_FIELDS = 20

/** The validator's findings by field, in the language of a dialect. `part` names the whole (`body`) where no field is to blame. */
export function fieldDetails(problems: readonly FieldProblem[], language: Language, part: string): ErrorDetails {
  const details = new Map<string, string[]>()
  for (const problem of problems.filter((each) => !isBeside(each, problems))) {
    const field = fieldOf(problem) || part
    const messages = details.get(field) ?? []
    const message = messageFor(problem, WORDINGS[language])
    if (!messages.includes(message)) messages.push(message)
    if (details.has(field) || details.size < MOST_FIELDS) details.set(field, messages)
  }
  return Object.fromEntries(details)
}

/** Of a field that may be several things: that it is none of them, or not null, says less than what else is wrong with it. */
function isBeside(problem: FieldProblem, all: readonly FieldProblem[]): boolean {
  return isVague(problem) && all.some((each) => each.instancePath === problem.instancePath && !isVague(each))
}

function isVague({ keyword, params }: FieldProblem): boolean {
  return keyword === 'anyOf' || (keyword === 'type' && params.type === 'null')
}

function fieldOf({ instancePath, params }: FieldProblem): string {
  const path = instancePath.split('/').filter(Boolean)
  const named = params.missingProperty ?? params.additionalProperty
  return (typeof named === 'string' ? [...path, named] : path).join('.')
}

function messageFor({ keyword, params }: FieldProblem, wording: Wording): string {
  switch (keyword) {
    case 'required':
      return wording.required
    case 'additionalProperties':
      return wording.unknown
    case 'enum':
      return wording.oneOf((params.allowedValues as readonly unknown[]).join(', '))
    case 'const':
      return wording.oneOf(String(params.allowedValue))
    case 'type':
      return wording.type(String(params.type))
    case 'minimum':
    case 'maximum':
      return wording.bound(String(params.comparison), String(params.limit))
    case 'minLength':
      return params.limit === 1 ? wording.required : wording.longer(String(params.limit))
    case 'maxLength':
      return wording.shorter(String(params.limit))
    default:
      return wording.invalid
  }
}
