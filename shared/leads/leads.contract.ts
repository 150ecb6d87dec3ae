export const leadContracts = [] as const;
