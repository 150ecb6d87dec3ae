import { addDays, localDate } from '../../shared/kernel/time.ts';
import type { Stack } from '../stack.ts';
import { ZONE } from './calendar.ts';
import type { Answer, Call } from './person.ts';
import { personAt } from './person.ts';

/** Something of a list, with its fields. */
type Row = Answer & { id: string; version: number };

const rowsOf = async (person: Call, path: string): Promise<Row[]> => ((await person('GET', path)).items ?? []) as Row[];

const change = async (person: Call, path: string, body: object): Promise<Answer> => {
  const { version } = await person('GET', path);
  return version === undefined ? {} : person('PATCH', path, { version, body });
};

const step = async (person: Call, path: string, action: string, comment?: string): Promise<Answer> => {
  const { version } = await person('GET', path);
  return version === undefined
    ? {}
    : person('POST', `${path}/actions/${action}`, { version, body: comment ? { comment } : {} });
};

const sign = (person: Call, path: string, key: string): Promise<Answer> =>
  person('POST', `${path}/decisions`, { key, body: { verdict: 'approve' } });

/** Prices of the strategic customers: a list of their own, six percent below the general one, approved by two people. */
const strategicPrices = async (people: Team, products: readonly Row[], customers: readonly Row[]): Promise<void> => {
  const group = await people.manager('POST', '/account-groups', { key: 'demo-group', body: { name: '战略客户' } });
  if (!group.id) return;
  for (const [index, customer] of customers.entries()) {
    const asked = await change(people.manager, `/accounts/${customer.id}`, { groupId: group.id });
    const waiting = (asked['pending'] as Record<string, string> | undefined)?.['groupId'];
    if (waiting) await sign(people.finance, `/change-requests/${waiting}`, `demo-group-${index}`);
  }
  const list = await people.steward('POST', '/price-lists', {
    key: 'demo-list',
    body: { name: '战略客户价格表', currency: 'CNY', groupId: group.id },
  });
  if (!list.id) return;
  const rows = products.slice(0, 12).flatMap((product) => {
    const price = Number(product['price']);
    const at = (percent: number) => Math.round((price * percent) / 1000) * 10;
    return [
      { code: String(product['code']), minQuantity: 1, price: at(94), floorPrice: at(85) },
      { code: String(product['code']), minQuantity: 50, price: at(91), floorPrice: at(85) },
    ];
  });
  await people.steward('POST', `/price-lists/${list.id}/rows`, { key: 'demo-rows', body: { rows } });
  await step(people.steward, `/price-lists/${list.id}`, 'submit');
  await sign(people.manager, `/price-lists/${list.id}`, 'demo-list-manager');
  await sign(people.executive, `/price-lists/${list.id}`, 'demo-list-executive');
};

/** Who sells, and what foreign money is worth: what papers and limits in other currencies need. */
const houseRules = async (admin: Call, today: string): Promise<void> => {
  const { version, policy } = await admin('GET', '/commerce');
  if (version === undefined) return;
  const rates = [
    { currency: 'USD', rate: 7.11 },
    { currency: 'EUR', rate: 8.24 },
    { currency: 'GBP', rate: 9.36 },
  ].map((one) => ({ ...one, from: `${today.slice(0, 4)}-01-01` }));
  const seller = {
    name: '常青自行车贸易有限公司',
    nameEn: 'Evergreen Bicycle Trading Co., Ltd.',
    address: '上海市嘉定区安亭镇墨玉路 88 号',
    addressEn: '88 Moyu Road, Anting, Jiading District, Shanghai, China',
    taxId: '91310114MA1GTX0K3C',
    phone: '+86 21 5950 8800',
    email: 'sales@evergreen.example',
    bank: '中国银行上海安亭支行',
    account: '4382 6508 1120',
  };
  await admin('PUT', '/commerce', { version, body: { policy: { ...(policy as object), rates, seller } } });
};

/** Credit limits, each agreed to by finance. The first is too small for what the customer wants next. */
const creditLimits = async (people: Team, customers: readonly Row[]): Promise<void> => {
  for (const [index, customer] of customers.entries()) {
    const creditLimit = index === 0 ? 2_000_000 : 100_000_000 + index * 50_000_000;
    const asked = await change(people.manager, `/accounts/${customer.id}`, { creditLimit, reason: '年度授信' });
    const waiting = (asked['pending'] as Record<string, string> | undefined)?.['creditLimit'];
    if (waiting) await sign(people.finance, `/change-requests/${waiting}`, `demo-limit-${index}`);
  }
};

interface Offer {
  key: string;
  customer: Row;
  /** Percent of the list price. */
  lines: { product: Row; quantity: number; percent: number; reason?: string }[];
  /** How far it goes. */
  to: 'draft' | 'submitted' | 'sent' | 'declined' | 'ordered';
}

const offer = async (rep: Call, one: Offer, today: string): Promise<Answer> => {
  const lines = one.lines.map(({ product, quantity, percent, reason }) => ({
    productId: product.id,
    quantity,
    unitPrice: Math.round((Number(product['price']) * percent) / 1000) * 10,
    ...(reason ? { reason } : {}),
  }));
  const body = { accountId: one.customer.id, quoteDate: today, validUntil: addDays(today, 30), currency: 'CNY', lines };
  const quote = await rep('POST', '/quotes', { key: `demo-quote-${one.key}`, body });
  const path = `/quotes/${String(quote.id)}`;
  if (!quote.id || one.to === 'draft') return quote;
  await step(rep, path, 'submit');
  if (one.to === 'submitted') return quote;
  await step(rep, path, 'send');
  if (one.to === 'declined') {
    await change(rep, path, { outcomeReason: '对手报价低 8%，交期也短一周' });
    await step(rep, path, 'decline');
  }
  return one.to === 'ordered'
    ? rep('POST', `${path}/order`, { key: `demo-order-${one.key}`, body: { submit: true } })
    : quote;
};

type Team = Record<'manager' | 'finance' | 'executive' | 'steward' | 'rep' | 'other', Call>;

/** What is being sold in the demo company just now, told through its own API. */
export const tellOfSales = async (stack: Stack, ws: string): Promise<void> => {
  const today = localDate(new Date(stack.deps.now()).toISOString(), ZONE);
  const keys = {
    manager: 'sales-manager',
    finance: 'finance',
    executive: 'executive',
    steward: 'data-steward',
    rep: 'sales-rep',
    other: 'sales-rep-2',
  } as const;
  const people = Object.fromEntries(
    await Promise.all(Object.entries(keys).map(async ([name, key]) => [name, await personAt(stack, ws, key)] as const)),
  ) as Team;
  const customersOf = (person: Call) => rowsOf(person, '/accounts?filter=status:eq:customer&sort=code&limit=8');
  const [products, mine, theirs] = await Promise.all([
    rowsOf(people.rep, '/products?sort=code&filter=status:eq:active&filter=price:filled&limit=40'),
    customersOf(people.rep),
    customersOf(people.other),
  ]);
  if (products.length < 20 || mine.length < 6 || theirs.length < 2) return;
  const at = (index: number): Row => products[index]!;
  await houseRules(await personAt(stack, ws, 'admin'), today);
  await strategicPrices(people, products, [mine[4]!, mine[5]!]);
  await creditLimits(people, [mine[3]!, ...mine.slice(0, 3), theirs[0]!]);
  const offers: [Call, Offer][] = [
    [
      people.rep,
      { key: 'fast', customer: mine[0]!, to: 'sent', lines: [{ product: at(2), quantity: 40, percent: 100 }] },
    ],
    [
      people.rep,
      {
        key: 'volume',
        customer: mine[1]!,
        to: 'submitted',
        lines: [
          { product: at(5), quantity: 200, percent: 92, reason: 'volume' },
          { product: at(6), quantity: 20, percent: 100 },
        ],
      },
    ],
    [
      people.rep,
      {
        key: 'deep',
        customer: mine[2]!,
        to: 'submitted',
        lines: [{ product: at(8), quantity: 500, percent: 76, reason: 'competition' }],
      },
    ],
    [
      people.rep,
      { key: 'draft', customer: mine[4]!, to: 'draft', lines: [{ product: at(0), quantity: 60, percent: 91 }] },
    ],
    [
      people.other,
      { key: 'lost', customer: theirs[1]!, to: 'declined', lines: [{ product: at(11), quantity: 30, percent: 100 }] },
    ],
    [
      people.other,
      { key: 'won', customer: theirs[0]!, to: 'ordered', lines: [{ product: at(14), quantity: 12, percent: 100 }] },
    ],
    [
      people.rep,
      {
        key: 'held',
        customer: mine[3]!,
        to: 'ordered',
        lines: [
          { product: at(16), quantity: Math.max(1, Math.floor(8_000_000 / Number(at(16)['price']))), percent: 100 },
        ],
      },
    ],
  ];
  for (const [rep, one] of offers) {
    const made = await offer(rep, one, today);
    if (made['status'] !== 'on-hold') continue;
    const path = `/orders/${String(made.id)}`;
    await change(rep, path, { releaseUntil: addDays(today, 20) });
    await step(rep, path, 'release', '客户月底前付清逾期货款，已书面承诺');
  }
};
