import type { Role } from './roles.ts'

export interface User {
  readonly id: number
  readonly username: string
  readonly role: Role
  readonly mustChangePassword: boolean
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  /** Epoch ms. */
  readonly createdAt: number
  readonly lastLogin: number | null
}
