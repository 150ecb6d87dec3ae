export const duplicateContracts = [] as const;
