export const commandOperations = {}
