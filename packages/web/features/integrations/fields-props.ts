import type { Submission } from '../../app/use-submit.ts'
import type { SettingsDraft, SettingsField } from './draft.ts'

/** Of a part of the form. */
export interface FieldsProps {
  readonly draft: SettingsDraft
  readonly set: (change: Partial<SettingsDraft>, field: SettingsField) => void
  readonly errors: Submission<SettingsField>['errors']
}
