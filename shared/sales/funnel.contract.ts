export const funnelContracts = [] as const;
