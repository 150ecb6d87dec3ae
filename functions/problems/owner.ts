export type { Answerable } from '../runtime/crm-owner.ts';
export { crmOwner } from '../runtime/crm-owner.ts';
