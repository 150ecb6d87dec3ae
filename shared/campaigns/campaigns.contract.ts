export const campaignContracts = [] as const;
