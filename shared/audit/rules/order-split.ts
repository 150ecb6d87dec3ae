import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { DAY } from '../../kernel/time.ts';
import { amountText } from '../amounts.ts';
import { isLedHere } from '../deals.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';
import { densest } from '../entered.ts';

const idle = ['draft', 'cancelled'];
const amountOf = (row: Row): number => (typeof row['amount'] === 'number' ? row['amount'] : 0);

/** Orders of one person for one customer within days, each a little below the amount that another level approves, together above it. */
export const orderSplit = defineGroupRule({
  id: 'order-split',
  area: 'process',
  severity: 'medium',
  types: ['order'],
  label: { en: 'Order split below an approval level', zh: '拆单规避审批' },
  explanation: {
    en: 'Two halves that nobody looks at are one large order that nobody looked at.',
    zh: '拆成两张都不必上级审批，等于一张大单没有人审批。',
  },
  help: {
    en: 'Put what the customer orders together into one order. Where the customer did order twice, say so in the finding.',
    zh: '客户同一批的订货请录成一张订单；客户确实分次下单的，在本条稽核发现中说明。',
  },
  settings: z.strictObject({
    amount: z
      .int()
      .min(1)
      .max(1e15)
      .default(10_000_000)
      .meta({ title: 'Amount from which another level approves, minor units / 需上级审批的金额（分）' }),
    fromPercent: z
      .int()
      .min(1)
      .max(99)
      .default(70)
      .meta({ title: 'Just below from this percentage on / 接近金额的比例（%）' }),
    days: z.int().min(1).max(60).default(3).meta({ title: 'Within days / 天数以内' }),
  }),
  dueDays: 7,
  keys: (row) => {
    const account = textIn(row, 'accountId');
    return account !== undefined && isLedHere(row) && !idle.includes(String(row['status']))
      ? [`${account}|${textIn(row, 'currency') ?? ''}`]
      : [];
  },
  evaluateGroup: (_key, rows, { settings }) => {
    const { amount, fromPercent, days } = settings;
    const below = rows.filter((row) => amountOf(row) < amount && amountOf(row) >= (amount * fromPercent) / 100);
    if (below.length < 2) return undefined;
    const byPerson = Map.groupBy(below, (row) => String(row['createdBy']));
    return [...byPerson.values()].flatMap((own): GroupFault[] => {
      const some = densest(own, days * DAY, (row) => String(row['createdAt']));
      const sum = some.reduce((all, row) => all + amountOf(row), 0);
      if (some.length < 2 || sum < amount) return [];
      const [oldest, ...others] = [...some].sort((a, b) => (a.id < b.id ? -1 : 1)) as [Row, ...Row[]];
      const currency = oldest['currency'];
      return [
        {
          subjectId: oldest.id,
          subjectType: 'order',
          locator: 'amount',
          found: some
            .slice(0, 6)
            .map((row) => amountText(amountOf(row), currency))
            .join(' + '),
          expected: `< ${amountText(amount, currency)}`,
          related: others.slice(0, MAX_RELATED).map((row) => row.id),
        },
      ];
    });
  },
});
