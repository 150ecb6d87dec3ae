/** Bulk edits and exports (SAL-8). */
export const viewContracts = [] as const;
