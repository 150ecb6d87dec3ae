export const activityContracts = [] as const;
