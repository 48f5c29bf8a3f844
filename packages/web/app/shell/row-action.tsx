import { ActionIcon } from '@mantine/core'
import type { ComponentType } from 'react'

interface RowActionProps {
  readonly icon: ComponentType<{ size: number; 'aria-hidden': boolean }>
  /** Names the row too. */
  readonly label: string
  onClick(): void
}

/** What can be done with one entry of a list, as a picture at its end. */
export function RowAction({ icon: Icon, label, onClick }: RowActionProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label} onClick={onClick}>
      <Icon size={18} aria-hidden />
    </ActionIcon>
  )
}
