import * as z from 'zod';
import type { Rec } from '../../kernel/record.ts';
import type { Fault, RuleContext } from '../../kernel/rule.ts';
import { defineRule } from '../../kernel/rule.ts';
import { addDays } from '../../kernel/time.ts';

const settings = z.strictObject({
  advanceDays: z
    .int()
    .min(0)
    .max(3650)
    .default(180)
    .meta({ title: 'Days that a payment may come before its invoice / 回款可早于账单的天数' }),
});
type Context = RuleContext<z.infer<typeof settings>>;

const dateOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : undefined;

/** The fault of a date that lies before another one. */
const before = (locator: string, second: unknown, first: unknown): Fault[] => {
  const [later, earlier] = [dateOf(second), dateOf(first)];
  return later === undefined || earlier === undefined || later >= earlier
    ? []
    : [{ locator, found: `${later} < ${earlier}`, expected: `≥ ${earlier}` }];
};

const other = (context: Context, type: string, id: unknown) =>
  typeof id === 'string' ? context.row(type, id) : undefined;

/** Money may come long before its bill, as an advance; one that is much older was booked on the wrong bill, or day. */
const payment = ({ data, lines = [] }: Rec, context: Context): Fault[] =>
  lines.flatMap((line, index) => {
    const issued = dateOf(other(context, 'receivable', line['receivableId'])?.['issueDate']);
    if (issued === undefined) return [];
    return before(`lines.${index}.receivableId`, data['date'], addDays(issued, -context.settings.advanceDays));
  });

const byType: Readonly<Record<string, (record: Rec, context: Context) => Fault[]>> = {
  quote: ({ data }) => before('validUntil', data['validUntil'], data['quoteDate']),
  shipment: ({ data }, context) => [
    ...before('shipDate', data['shipDate'], other(context, 'order', data['orderId'])?.['orderDate']),
    ...before('deliveredDate', data['deliveredDate'], data['shipDate']),
  ],
  receivable: ({ data }) => [
    ...before('dueDate', data['dueDate'], data['issueDate']),
    ...before('settledDate', data['settledDate'], data['issueDate']),
  ],
  creditNote: ({ data }, context) =>
    before('date', data['date'], other(context, 'receivable', data['receivableId'])?.['issueDate']),
  payment,
  priceList: ({ data }) => before('to', data['to'], data['from']),
  price: ({ lines = [] }) => lines.flatMap((line, index) => before(`lines.${index}.to`, line['to'], line['from'])),
};

/** Dates of selling that cannot follow each other so, within a document and against the one that it comes from. */
export const dealDatesOutOfOrder = defineRule({
  id: 'deal-dates-out-of-order',
  area: 'documents',
  severity: 'medium',
  types: Object.keys(byType),
  label: { en: 'Dates of a sale in an impossible order', zh: '销售单据日期先后颠倒' },
  explanation: {
    en: 'Nothing is shipped before it was ordered, nor due before it was billed. Ageing, reminders and delivery figures are worked out from these dates.',
    zh: '下单之前不会出货，开票之前不会到期。账龄、催款和交付及时率都由这些日期得出。',
  },
  help: {
    en: 'Compare both documents with the papers and correct the wrong date.',
    zh: '对照两张单据的原件核实日期，改正错的那个。',
  },
  settings,
  dueDays: 14,
  evaluate: (record, context) => byType[record.type]?.(record, context) ?? [],
});
