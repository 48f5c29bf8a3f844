const LONGEST = 254
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u

/** Whether a text is one plain mail address, `name@host`, without display name, quotes or anything a header could misread. */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(0, at))
  if (text.length > LONGEST || local.length > 64 || !LOCAL.test(local)) return false
  return text
    .slice(at + 1)
    .split('.')
    .every((label) => LABEL.test(label))
}
