// Written from what Discord publishes and not from our constants: one must not be able to hide a slip of the other.
const EMBEDS = 10
const TOTAL = 6000
const FIELDS = 25

type Json = Readonly<Record<string, unknown>>

/** What Discord would refuse in a webhook's body, as `path: reason`; empty when it would take it. */
export function discordMistakes(body: unknown): string[] {
  if (!isObject(body)) return ['body: must be an object']
  const { content, username, embeds = [] } = body
  const mistakes = [...textMistakes('content', content, 2000), ...textMistakes('username', username, 80)]
  if (!Array.isArray(embeds)) return [...mistakes, 'embeds: must be a list']
  if (!content && embeds.length === 0) mistakes.push('Cannot send an empty message')
  if (embeds.length > EMBEDS) mistakes.push(`embeds: must be ${EMBEDS} or fewer in length`)
  mistakes.push(...embeds.flatMap((embed, at) => embedMistakes(`embeds.${at}`, embed)))
  const total = embeds.filter(isObject).reduce((sum, embed) => sum + textLength(embed), 0)
  if (total > TOTAL) mistakes.push(`embeds: size exceeds maximum size of ${TOTAL}`)
  return mistakes
}

function embedMistakes(path: string, embed: unknown): string[] {
  if (!isObject(embed)) return [`${path}: must be an object`]
  const fields = fieldsOf(embed)
  return [
    ...textMistakes(`${path}.title`, embed.title, 256),
    ...textMistakes(`${path}.description`, embed.description, 4096),
    ...textMistakes(`${path}.footer.text`, isObject(embed.footer) ? embed.footer.text : undefined, 2048),
    ...(fields.length > FIELDS ? [`${path}.fields: must be ${FIELDS} or fewer in length`] : []),
    ...fields.flatMap((field, at) => [
      ...requiredMistakes(`${path}.fields.${at}.name`, field.name, 256),
      ...requiredMistakes(`${path}.fields.${at}.value`, field.value, 1024),
    ]),
    ...colorMistakes(`${path}.color`, embed.color),
    ...timestampMistakes(`${path}.timestamp`, embed.timestamp),
  ]
}

function textMistakes(path: string, value: unknown, limit: number): string[] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'string') return [`${path}: must be a string`]
  return value.length > limit ? [`${path}: must be ${limit} or fewer in length`] : []
}

function requiredMistakes(path: string, value: unknown, limit: number): string[] {
  return value ? textMistakes(path, value, limit) : [`${path}: this field is required`]
}

function colorMistakes(path: string, color: unknown): string[] {
  if (color === undefined) return []
  const fits = typeof color === 'number' && Number.isInteger(color) && color >= 0 && color <= 0xffffff
  return fits ? [] : [`${path}: must be a whole number from 0 to 16777215`]
}

function timestampMistakes(path: string, timestamp: unknown): string[] {
  if (timestamp === undefined) return []
  return typeof timestamp === 'string' && !Number.isNaN(Date.parse(timestamp)) ? [] : [`${path}: must be an ISO 8601 time`]
}

function textLength(embed: Json): number {
  const texts = [embed.title, embed.description, isObject(embed.footer) ? embed.footer.text : undefined]
  for (const { name, value } of fieldsOf(embed)) texts.push(name, value)
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0)
}

function fieldsOf(embed: Json): readonly Json[] {
  return Array.isArray(embed.fields) ? embed.fields.filter(isObject) : []
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
