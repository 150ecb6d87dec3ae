export const valueContracts = [] as const;
