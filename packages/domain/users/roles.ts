/** Roles and what they may do, as the HealthCheck document names them. */
export const ROLES = ['viewer', 'technicien', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const PERMISSIONS = ['read', 'execute', 'config', 'users'] as const
export type Permission = (typeof PERMISSIONS)[number]

const GRANTED: Record<Role, readonly Permission[]> = {
  viewer: ['read'],
  technicien: ['read', 'execute'],
  admin: PERMISSIONS,
}

/** The permissions of a role in the document's order. */
export function permissionsOf(role: Role): readonly Permission[] {
  return GRANTED[role]
}

/** Whether a role may do all that another may. */
export function includesRole(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(other)
}

/** What a route declares: open to all, to anyone signed in (also while the password must be changed), or a permission. */
export type Access = 'public' | 'self' | Permission
