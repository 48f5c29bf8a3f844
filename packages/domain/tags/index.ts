export const TAG_NAME_LENGTH = 50

/** Of a tag that was given none: a quiet grey. */
export const DEFAULT_TAG_COLOR = '#6c757d'
