import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, fieldDetails, gibibytes, headerToken, isoSeconds, isoTime, mebibytes, rounded } from './index.ts'
import { RouteTable } from './route-table.ts'

describe('decimals', () => {
  it('are printed even when they are zero', () => {
    expect(JSON.stringify([decimal(16), decimal(45.25), decimal(0.456, 2), gibibytes(16 * 1024 ** 3), mebibytes(1024 ** 2 / 2)])).toBe(
      '[16.0,45.3,0.46,16.0,0.5]',
    )
  })

  it('are missing where the figure is', () => {
    expect([decimal(null), decimal(Number.NaN), decimal(Number.POSITIVE_INFINITY), gibibytes(null)]).toEqual([null, null, null, null])
  })

  it('read back as the rounded number, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 3 }), (value, digits) => {
        const text = JSON.stringify(decimal(value, digits))
        expect(Number(text)).toBe(rounded(value, digits))
        expect(text).not.toMatch(/e|^-0(\.0*)?$/)
      }),
    )
  })
})

it('times have milliseconds or none', () => {
  const at = Date.UTC(2025, 0, 8, 15, 30, 0, 999)
  expect([isoSeconds(at), isoTime(at)]).toEqual(['2025-01-08T15:30:00Z', '2025-01-08T15:30:00.999Z'])
})

it.each([
  [undefined, undefined],
  ['Bearer abc', 'abc'],
  ['bearer   abc ', 'abc'],
  ['Bearer', ''],
  ['Bearer ', ''],
  ['Bearer a b', ''],
  ['Basic abc', undefined],
  [`Bearer ${'x'.repeat(5000)}`, ''],
])('the token of %j is %j', (header, token) => {
  expect(headerToken(header, 'Bearer')).toBe(token)
  expect(headerToken(header?.replace(/bearer/i, 'Token'), 'Token')).toBe(token)
})

describe('field messages', () => {
  const problem = (keyword: string, params: Record<string, unknown>, instancePath = '/port') => ({ keyword, params, instancePath })

  it.each([
    [problem('required', { missingProperty: 'port' }, ''), 'This field is required', 'Ce champ est requis'],
    [problem('additionalProperties', { additionalProperty: 'port' }, ''), 'This field is not known', "Ce champ n'est pas reconnu"],
    [problem('enum', { allowedValues: ['a', 'b'] }), 'Must be one of: a, b', "Doit être l'une des valeurs : a, b"],
    [problem('const', { allowedValue: 1 }), 'Must be one of: 1', "Doit être l'une des valeurs : 1"],
    [problem('type', { type: 'integer' }), 'Must be of type integer', 'Doit être de type integer'],
    [problem('minimum', { comparison: '>=', limit: 1 }), 'Must be >= 1', 'Doit être >= 1'],
    [problem('minLength', { limit: 1 }), 'This field is required', 'Ce champ est requis'],
    [problem('minLength', { limit: 8 }), 'Must have at least 8 characters', 'Doit compter au moins 8 caractères'],
    [problem('maxLength', { limit: 9 }), 'Must have at most 9 characters', 'Doit compter au plus 9 caractères'],
    [problem('pattern', {}), 'This value is not valid', "Cette valeur n'est pas valide"],
  ])('%j', (each, english, french) => {
    expect(fieldDetails([each], 'en', 'body')).toEqual({ port: [english] })
    expect(fieldDetails([each, each], 'fr', 'body')).toEqual({ port: [french] })
  })

  it('name the part where no field is to blame, nested fields by path, and no more than twenty', () => {
    expect(Object.keys(fieldDetails([problem('type', { type: 'object' }, '')], 'en', 'body'))).toEqual(['body'])
    expect(Object.keys(fieldDetails([problem('required', { missingProperty: 'warning' }, '/cpu')], 'en', 'body'))).toEqual(['cpu.warning'])
    const many = Array.from({ length: 100 }, (_, i) => problem('additionalProperties', { additionalProperty: `f${i}` }, ''))
    expect(Object.keys(fieldDetails(many, 'en', 'body'))).toHaveLength(20)
  })
})

it('the route table tells methods by path, with and without the trailing slash', () => {
  const table = new RouteTable()
  table.add('GET', '/api/tasks/')
  table.add('POST', '/api/tasks/')
  table.add('GET', '/api/tasks/:name')
  table.add('GET', '/app/*')
  table.add('GET', '/')
  expect(table.methods('/api/tasks')).toEqual(['GET', 'POST'])
  expect(table.methods('/api/tasks/x/')).toEqual(['GET'])
  expect(table.methods('/api/tasks/x/y')).toEqual([])
  expect(table.methods('/app/a/b.js')).toEqual(['GET'])
  expect(table.methods('/')).toEqual(['GET'])
  expect(table.methods('/api.tasks')).toEqual([])
})
