export const containerOperations = {}
