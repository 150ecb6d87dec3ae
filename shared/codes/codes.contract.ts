export const codeContracts = [] as const;
