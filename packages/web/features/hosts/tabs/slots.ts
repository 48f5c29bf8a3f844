import type { ComponentType } from 'react'

type HostPart = ComponentType<{ host: number }>

/** Parts of the page that other features bring; null while they do not. */
export const ContainersTab: HostPart | null = null
export const StorageSettings: HostPart | null = null
