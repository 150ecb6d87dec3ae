/** Fields whose filling is measured: what a colleague needs to know to work with the record. */
export const completenessFields: Record<string, readonly string[]> = {
  account: ['code', 'name', 'phone', 'email', 'country', 'city', 'address', 'industry'],
  contact: ['name', 'accountId', 'email', 'mobile', 'title', 'role'],
  product: ['code', 'name', 'categoryId', 'unit', 'price', 'cost'],
  opportunity: ['name', 'accountId', 'amount', 'closeDate', 'nextStep'],
  order: ['number', 'accountId', 'orderDate', 'dueDate'],
};

/** Fields that are wanted of a record where the workspace's standard names none. */
export const wantedByDefault: Readonly<Record<string, readonly string[]>> = {
  ...completenessFields,
  lead: ['name', 'company', 'phone', 'email', 'country', 'origin'],
};
