export const fileOperations = {}
