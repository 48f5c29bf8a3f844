import type { TFunction } from 'i18next'
import { ApiError } from '../../app/api.ts'

/** In the words of whoever reads, where there are some for it. */
export function fileError(t: TFunction, error: ApiError): ApiError {
  const text = error.status === 0 ? t('error.unreachable') : t(`files.failure.${error.code}`, { defaultValue: '' })
  return text === '' ? error : new ApiError(error.status, error.code, text, error.details)
}
