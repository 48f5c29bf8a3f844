export const unitOperations = {}
