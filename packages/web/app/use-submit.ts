import { type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from './api.ts'

export type Errors<Field extends string> = Partial<Readonly<Record<Field, string>>>

/** What an error of the hub means in this form, by its code: the field it is about, and the words for it. */
type Meanings<Field extends string> = Readonly<Record<string, { readonly field?: Field; readonly text: string }>>
type Failure = { readonly key: string } | { readonly text: string }

/** What a refusal says at which field of a form, and what is left to say above it. */
export function refusalOf<Field extends string>(
  error: unknown,
  fields: readonly Field[],
  meanings: Meanings<Field> = {},
): { readonly errors: Errors<Field>; readonly failure: Failure | null } {
  if (!(error instanceof ApiError)) return { errors: {}, failure: { key: 'error.hub' } }
  const errors: Partial<Record<Field, string>> = {}
  for (const [name, words] of Object.entries(error.details)) {
    const field = fields.find((each) => each === name) ?? fields.find((each) => each.startsWith(`${name}.`))
    if (field && words[0] !== undefined) errors[field] ??= words[0]
  }
  if (Object.keys(errors).length > 0) return { errors, failure: null }
  const meaning = meanings[error.code]
  if (meaning?.field) return { errors: { ...errors, [meaning.field]: meaning.text }, failure: null }
  if (meaning) return { errors, failure: meaning }
  if (error.code === 'STEP_UP_REQUIRED') return { errors, failure: { key: 'stepUp.needed' } }
  if (error.status === 0) return { errors, failure: { key: 'error.unreachable' } }
  return {
    errors,
    failure: error.status >= 400 && error.status < 500 ? { text: error.message } : { key: 'error.hub' },
  }
}

export interface Submission<Field extends string> {
  readonly form: RefObject<HTMLFormElement | null>
  readonly busy: boolean
  readonly errors: Errors<Field>
  readonly failure: string | null
  /** Shows what is wrong and moves to the first field of it; true when nothing is. */
  check(errors: Errors<Field>): boolean
  /** The answer, or undefined once a refusal is shown. */
  run<T>(action: () => Promise<T>): Promise<{ readonly answer: T } | undefined>
  /** No longer complains about a field, for it is being changed. */
  clear(field: Field): void
}

/** Sending a form: saving, saved, or why not, at the field where it can be. */
export function useSubmit<Field extends string>(fields: readonly Field[], meanings: Meanings<Field> = {}): Submission<Field> {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState<Errors<Field>>({})
  const [failure, setFailure] = useState<string | null>(null)
  const show = (found: Errors<Field>) => {
    setErrors(found)
    const first = fields.find((field) => found[field])
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    return first === undefined
  }
  return {
    form,
    busy,
    errors,
    failure,
    check: (found) => {
      setFailure(null)
      return show(found)
    },
    run: async (action) => {
      setFailure(null)
      setBusy(true)
      try {
        return { answer: await action() }
      } catch (error) {
        const refusal = refusalOf(error, fields, meanings)
        show(refusal.errors)
        if (refusal.failure) setFailure('key' in refusal.failure ? t(refusal.failure.key) : refusal.failure.text)
        return undefined
      } finally {
        setBusy(false)
      }
    },
    clear: (field) => setErrors((before) => ({ ...before, [field]: undefined })),
  }
}
