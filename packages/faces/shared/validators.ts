import { Ajv, type AnySchema, type ValidateFunction } from 'ajv'

const shared = {
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictSchema: false,
  removeAdditional: false,
  useDefaults: true,
} as const

/** Text from a URL becomes the number or boolean its schema asks for; a JSON body says what it means already. */
const validators = {
  url: new Ajv({ ...shared, coerceTypes: true }),
  json: new Ajv({ ...shared, coerceTypes: false }),
}

/** Compiles the schema of one part of a request. */
export function compileValidator({ schema, httpPart }: { schema: unknown; httpPart?: string }): ValidateFunction {
  return (httpPart === 'body' ? validators.json : validators.url).compile(schema as AnySchema)
}
