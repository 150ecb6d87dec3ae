export const qualityContracts = [] as const;
