import { forgetWorkspace } from '../../functions/runtime/settings.ts';
import { toRec } from '../../functions/runtime/stored.ts';
import { product } from '../../shared/catalog/product.ts';
import type { CommercePolicy } from '../../shared/commerce/policy.ts';
import { defaultPolicy } from '../../shared/commerce/policy.ts';
import type { Counter } from '../../shared/credit/counter.ts';
import { exposureOf, holdsOf, sumOfHolds } from '../../shared/credit/parts.ts';
import { entities } from '../../shared/entities.ts';
import { creditPrefix, recordKey, settingKey, workspaceKey } from '../../shared/table/keys.ts';
import { allItems } from './effects.ts';
import { done, makeRecord, nextNumber } from './records.ts';
import type { Any, Person, World } from './world.ts';
import { MAIN } from './world.ts';

/** Puts a policy of buying and selling into force. */
export const setPolicy = async (world: World, parts: Partial<CommercePolicy>): Promise<void> => {
  const { deps } = world.stack;
  const item = (await deps.table.get(workspaceKey(MAIN)))!;
  const version = Number(item['commerceVersion'] ?? 0) + 1;
  const value = { ...defaultPolicy('CN'), pricesIncludeTax: true, taxRate: 0, ...parts };
  const next = { ...item, ...workspaceKey(MAIN), commerceVersion: version, version: Number(item['version']) + 1 };
  await deps.table.write([
    { op: 'create', item: { ...settingKey(MAIN, 'commerce', version), value } },
    { op: 'replace', item: next, version: Number(item['version']) },
  ]);
  forgetWorkspace(MAIN, deps);
};

/** The counters of an account or a group by currency. */
export const countersAt = async (world: World, id: string): Promise<Record<string, Counter>> => {
  const found: Record<string, Counter> = {};
  for await (const item of world.stack.deps.table.queryAll({
    partition: recordKey(MAIN, id).pk,
    begins: creditPrefix,
    consistent: true,
  }))
    found[String(item['currency'])] = item as unknown as Counter;
  return found;
};

/** What all documents of the workspace come to, by account and currency: the truth that counters are held against. */
export const exposureByDocuments = async (world: World): Promise<Record<string, number>> => {
  const types = new Set<unknown>(entities.filter((one) => one.holds).map((one) => one.name));
  const items = (await allItems(world, `${MAIN}#`)).filter((item) => item['sk'] === '#' && types.has(item['type']));
  const sums: Record<string, number> = {};
  for (const [id, own] of sumOfHolds(items.flatMap((item) => holdsOf(toRec(item)))))
    for (const [currency, parts] of own) if (exposureOf(parts) !== 0) sums[`${id} ${currency}`] = exposureOf(parts);
  return sums;
};

/** The same as the counters have it; `without` leaves groups out. */
export const exposureByCounters = async (
  world: World,
  without: readonly string[] = [],
): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await allItems(world, `${MAIN}#`))
      .filter((item) => item['type'] === 'credit' && item['exposure'] !== 0 && !without.includes(String(item['id'])))
      .map((item) => [`${String(item['id'])} ${String(item['currency'])}`, Number(item['exposure'])]),
  );

/** A product that costs one unit of each of some currencies, so that its orders take the fast lane and quantities are amounts. */
export const unitProduct = (admin: Person, currency = 'CNY'): Promise<Any> =>
  makeRecord(admin, product, { price: 100, currency, taxRate: 0, code: `U-${currency}-${nextNumber()}` });

/** A draft order over an amount in major units. */
export const orderOf = async (
  maker: Person,
  {
    accountId,
    productId,
    amount,
    currency = 'CNY',
  }: { accountId: string; productId: string; amount: number; currency?: string },
): Promise<Any> =>
  done(
    await maker.call('POST', '/orders', {
      body: {
        accountId,
        currency,
        taxIncluded: true,
        orderDate: '2026-11-20',
        lines: [{ productId, quantity: amount, unitPrice: 100, taxRate: 0 }],
      },
    }),
  );
