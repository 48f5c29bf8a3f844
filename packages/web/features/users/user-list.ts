import type { UserRow } from '@hyperion/wire/web'

export type Role = UserRow['role']

/** From the least to the most that one may do. */
export const ROLES: readonly Role[] = ['viewer', 'technicien', 'admin']

const SORT_KEYS = ['username', 'role', 'last_login'] as const
export type SortKey = (typeof SORT_KEYS)[number]

export interface Sort {
  readonly key: SortKey
  readonly descending: boolean
}

const FIRST_SORT: Sort = { key: 'username', descending: false }
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** As the address keeps it: `role`, or `-role` for the other way round. */
export function parseSort(text: string | null): Sort {
  const descending = text?.startsWith('-') ?? false
  const key = SORT_KEYS.find((each) => each === text?.slice(descending ? 1 : 0))
  return key ? { key, descending } : FIRST_SORT
}

export function sortText({ key, descending }: Sort): string {
  return descending ? `-${key}` : key
}

/** What a click on a column's head leads to: names and roles start at A, times at the newest. */
export function nextSort(sort: Sort, key: SortKey): Sort {
  return sort.key === key ? { key, descending: !sort.descending } : { key, descending: key === 'last_login' }
}

export function fullName(user: UserRow): string {
  return [user.first_name, user.last_name].filter((part) => part !== '').join(' ')
}

const COMPARE: Record<SortKey, (a: UserRow, b: UserRow) => number> = {
  username: (a, b) => natural.compare(a.username, b.username),
  role: (a, b) => ROLES.indexOf(b.role) - ROLES.indexOf(a.role),
  last_login: (a, b) => signInTime(a) - signInTime(b),
}

const signInTime = (user: UserRow) => (user.last_login === null ? 0 : Date.parse(user.last_login))

/** Equal ones by name, whichever way the others run. */
export function sortedUsers(users: readonly UserRow[], { key, descending }: Sort): readonly UserRow[] {
  const way = descending ? -1 : 1
  return users.toSorted((a, b) => way * COMPARE[key](a, b) || COMPARE.username(a, b))
}

/** Those of whom something shown contains each word typed. */
export function matchingUsers(users: readonly UserRow[], search: string, roleName: (role: Role) => string): readonly UserRow[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return users.filter((user) => {
    const text = [user.username, fullName(user), user.email, roleName(user.role)].join(' ').toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** What can be told of a new name before asking the hub, as a translation key; the hub has the last word. */
export function usernameError(username: string): string | null {
  if (username === '') return 'form.required'
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]{0,149}$/u.test(username) ? null : 'users.usernameWrong'
}

export interface UserDraft {
  readonly role: Role
  readonly first_name: string
  readonly last_name: string
  readonly email: string
}

/** Only what differs: what others changed meanwhile stays. */
export function changesOf(user: UserRow, draft: UserDraft): Partial<UserDraft> {
  const trimmed = { ...draft, first_name: draft.first_name.trim(), last_name: draft.last_name.trim(), email: draft.email.trim() }
  return Object.fromEntries(Object.entries(trimmed).filter(([field, value]) => user[field as keyof UserDraft] !== value))
}
