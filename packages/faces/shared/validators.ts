import { Ajv, type AnySchema, type ValidateFunction } from 'ajv'
import type { FastifyServerOptions } from 'fastify'

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

function compile({ schema, httpPart }: { schema: unknown; httpPart?: string }): ValidateFunction {
  return (httpPart === 'body' ? validators.json : validators.url).compile(schema as AnySchema)
}

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

/** Checks requests with the validators above. Fastify types the compiler as taking a bare schema, but hands it the part too. */
export const compilersFactory: Compilers = {
  buildValidator: (() => compile) as unknown as NonNullable<Compilers['buildValidator']>,
  buildSerializer: () => () => JSON.stringify,
}
