import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Ctx } from './http.ts';

/** Fields of a priced document by which its prices are looked up anew. */
export const pricedBy = ['accountId', 'currency', 'taxIncluded', 'lines', 'quoteDate', 'orderDate'] as const;

/**
 * A priced document with what entry left to the system (currency, tax, terms, product of a customer's code) and what its prices are
 * measured by. @throws Problem invalid-input
 */
export const lookedUp = async (_entity: Entity, rec: Rec, _ctx: Ctx): Promise<Rec> => rec;
