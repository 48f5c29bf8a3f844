/** In a file of its own beside the agent: three hundred kilobytes that Linux does without. */
export * as systeminformation from 'systeminformation'
