/** What a request of the collection sends and expects where the document alone does not say. */
export interface Override {
  /** The answer to expect; the documented success otherwise. */
  readonly status?: number
  /** A text goes out as it is. */
  readonly body?: object | string
  /** Without the token: by cookie, or as nobody. */
  readonly anonymous?: boolean
  /** With another Bearer token than that of “Sign in”: the variable that holds it. */
  readonly bearer?: string
  /** Script lines after the checks. */
  readonly after?: readonly string[]
}

/** Script lines that keep a value for later requests. */
export const keep = (variable: string, value: string): readonly string[] => [`pm.collectionVariables.set('${variable}', ${value})`]
