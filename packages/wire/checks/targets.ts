import { type Check, text } from './checks.ts'

/** Names that a resolver takes (and `_dmarc` and the like), IPv4 and IPv6 addresses: nothing that could pass for an option of a program. */
const TARGET =
  /^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f.]{0,15}){2,8}(?:%[A-Za-z0-9_.-]{1,15})?)$/

/** The name or the address of a machine. */
export const machine: Check<string> = text(255, TARGET)
