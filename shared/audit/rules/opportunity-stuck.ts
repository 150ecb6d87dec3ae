import * as z from 'zod';
import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { DAY, localDate } from '../../kernel/time.ts';

const days = (count: number, title: string) => z.int().min(0).max(365).default(count).meta({ title });

const settings = z.strictObject({
  prospecting: days(30, 'Days in prospecting, 0: never / 初步接触的天数，0 为不限'),
  qualification: days(30, 'Days in qualification / 需求确认的天数'),
  proposal: days(30, 'Days in proposal / 方案报价的天数'),
  negotiation: days(30, 'Days in negotiation / 商务谈判的天数'),
});
type Settings = z.infer<typeof settings>;

/** When the opportunity came into its stage; of an imported one nothing older than its own making is known. */
const since = (record: Rec): string => {
  const at = record.data['stageSince'];
  return typeof at === 'string' ? at : record.createdAt;
};

const allowedDays = (record: Rec, limits: Settings): number =>
  (limits as Record<string, number | undefined>)[String(record.data['stage'])] ?? 0;

const stuckAt = (record: Rec, limits: Settings): string | undefined => {
  const allowed = allowedDays(record, limits);
  return allowed > 0 ? new Date(Date.parse(since(record)) + allowed * DAY).toISOString() : undefined;
};

/** An open opportunity that has been in one stage for longer than is usual. */
export const opportunityStuck = defineRule({
  id: 'opportunity-stuck',
  area: 'process',
  severity: 'low',
  types: ['opportunity'],
  label: { en: 'Opportunity is stuck in its stage', zh: '商机停留在同一阶段过久' },
  explanation: {
    en: 'Deals that stay long in one stage are won far more rarely. What holds it up should be known and said.',
    zh: '长时间停在同一阶段的商机，成交的可能会明显下降。卡在哪里，应当弄清楚、说出来。',
  },
  help: {
    en: 'Find out what the customer is waiting for. Move the deal on, take the next step with a manager, or close it.',
    zh: '弄清客户在等什么，推进到下一阶段，或请主管一起跟进，或者关闭商机。',
  },
  settings,
  dueDays: 7,
  evaluate: (record, context) => {
    const at = stuckAt(record, context.settings);
    if (at === undefined || at > context.now) return [];
    const found = `${String(record.data['stage'])}: ${localDate(since(record), context.timeZone)}`;
    return [{ locator: 'stage', found, expected: `≤ ${allowedDays(record, context.settings)} d` }];
  },
  checkAgain: (record, { settings: limits, now }) => {
    const at = stuckAt(record, limits);
    return at !== undefined && at > now ? at : undefined;
  },
});
