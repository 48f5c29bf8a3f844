export const networkOperations = {}
