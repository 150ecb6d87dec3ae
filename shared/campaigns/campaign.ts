import * as z from 'zod';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault, outside } from '../kernel/problem.ts';
import { addDays } from '../kernel/time.ts';
import { parseCondition } from '../search/query.ts';

/** Kinds of record that are verified. */
export const verifiable = {
  account: { en: 'Accounts', zh: '客户' },
  contact: { en: 'Contacts', zh: '联系人' },
  lead: { en: 'Leads', zh: '线索' },
  product: { en: 'Products', zh: '产品' },
  opportunity: { en: 'Opportunities', zh: '商机' },
} as const;
export type Verifiable = keyof typeof verifiable;

/** Whoever gets what was not verified in time. */
export const escalationRoles = {
  'sales-manager': { en: 'Sales manager', zh: '销售经理' },
  'data-steward': { en: 'Data steward', zh: '数据管理员' },
  administrator: { en: 'Administrator', zh: '系统管理员' },
} as const;

export const campaignStates = {
  draft: { en: 'Draft', zh: '草稿' },
  running: { en: 'Running', zh: '进行中' },
  closed: { en: 'Closed', zh: '已结束' },
} as const;

/** Records in one portion at most: with each of them changed, a portion is still one small item. */
export const MAX_PORTION = 50;

const filter = z
  .array(z.string().max(300))
  .max(10)
  .optional()
  .meta({
    description: 'Conditions `field:op:value` that a record has to meet; all of them.',
    field: { type: 'tags', label: { en: 'Only where', zh: '范围条件' } },
  });

/** What may not change any more once the portions are made. */
const fixed = ['target', 'filter', 'portionSize', 'startsOn', 'dueOn', 'remindDays', 'escalateTo'] as const;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The day of the next year's campaign. 29 February becomes 1 March. */
export const yearLater = (date: string): string => {
  const later = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return f.isCalendarDate(later) ? later : addDays(`${later.slice(0, 4)}-02-28`, 1);
};

/** Records that are looked through once by their owners, in portions (DQ-7). */
export const campaign = defineEntity({
  name: 'campaign',
  collection: 'campaigns',
  label: { en: 'Verification campaign', zh: '年度核对' },
  plural: { en: 'Verification campaigns', zh: '年度核对' },
  domain: 'campaigns',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Name', zh: '名称' }, { max: 120, example: '2026 年客户资料核对' }),
    target: f.choice(verifiable, { en: 'Records', zh: '核对对象' }).default('account'),
    filter,
    portionSize: f.integer({ en: 'Records a portion', zh: '每份条数' }, { example: 25 }).default(25),
    startsOn: f.date({ en: 'Starts on', zh: '开始日期' }),
    dueOn: f.date({ en: 'Due on', zh: '截止日期' }),
    remindDays: f.integer({ en: 'Reminder, days before', zh: '提前提醒（天）' }, { example: 7 }).default(7),
    yearly: f.boolean({ en: 'Every year', zh: '每年重复' }).default(false),
    escalateTo: f.choice(escalationRoles, { en: 'What is left goes to', zh: '逾期上报' }).default('sales-manager'),
    state: f.choice(campaignStates, { en: 'State', zh: '状态' }, { computed: true }).optional(),
    startedAt: f.datetime({ en: 'Started', zh: '启动时间' }, { computed: true }).optional(),
    closedAt: f.datetime({ en: 'Closed', zh: '结束时间' }, { computed: true }).optional(),
    /** Where the portions are laid down before they are made, so that a second try makes the same ones. */
    plan: f.text({ en: 'Plan', zh: '分份方案' }, { max: 200, computed: true }).optional(),
    records: f.integer({ en: 'Records in all', zh: '记录总数' }, { computed: true }).optional(),
    portions: f.integer({ en: 'Portions', zh: '份数' }, { computed: true }).optional(),
    previousId: f.ref('campaign', { en: 'Last year’s', zh: '上一年度' }, { computed: true }).optional(),
  },
  keys: [],
  title: 'name',
  search: ['name'],
  defaultSort: '-startsOn',
  owned: false,
  derive: (next) => (next.data['state'] ? next : { ...next, data: { ...next.data, state: 'draft' } }),
  check: ({ data }, previous): FieldFault[] => [
    ...outside('portionSize', data['portionSize'], [1, MAX_PORTION]),
    ...outside('remindDays', data['remindDays'], [0, 365]),
    ...(String(data['dueOn']) < String(data['startsOn']) ? [fault('dueOn', 'out-of-order')] : []),
    ...((data['filter'] ?? []) as string[]).flatMap((text, index) =>
      parseCondition(text) ? [] : [fault(`filter.${index}`, 'bad-format', 'field:op:value')],
    ),
    ...(previous && previous.data['state'] !== 'draft'
      ? fixed.filter((name) => !same(data[name], previous.data[name])).map((name) => fault(name, 'not-allowed-value'))
      : []),
  ],
  // A running one is looked at after its last day; a closed one that is yearly when the next is due.
  alarm: ({ data }) => {
    if (data['state'] === 'running') return addDays(String(data['dueOn']), 2);
    return data['state'] === 'closed' && data['yearly'] === true ? yearLater(String(data['startsOn'])) : undefined;
  },
  operations: ['list', 'summary', 'create', 'get', 'update', 'history'],
  example: {
    name: '2026 年客户资料核对',
    target: 'account',
    portionSize: 25,
    startsOn: '2026-12-01',
    dueOn: '2026-12-31',
    yearly: true,
  },
});
