import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { Month, Value } from './value.ts';
import { reasons, segments } from './value.ts';

const computed = { computed: true } as const;
const cost = { computed: true, sensitive: 'cost' } as const;

/**
 * What a customer is worth (SAL-7): one record an account that has ordered, kept by jobs from its documents, so that it is listed,
 * filtered and sorted as anything else and the account's own version stands still.
 */
export const customerValue = defineEntity({
  name: 'customerValue',
  collection: 'customer-values',
  label: { en: 'Customer value', zh: '客户价值' },
  plural: { en: 'Customer value', zh: '客户价值' },
  domain: 'accounts',
  derived: true,
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Customer', zh: '客户名称' }, { max: 160, ...computed }).optional(),
    accountId: f.ref('account', { en: 'Account', zh: '客户' }, computed).optional(),
    segment: f.choice(segments, { en: 'Segment', zh: '价值分类' }, computed).optional(),
    why: f.choice(reasons, { en: 'Why', zh: '原因' }, computed).optional(),
    recency: f.integer({ en: 'Recency (1–5)', zh: '近度 R（1–5）' }, computed).optional(),
    frequency: f.integer({ en: 'Frequency (1–5)', zh: '频度 F（1–5）' }, computed).optional(),
    monetary: f.integer({ en: 'Money (1–5)', zh: '金额 M（1–5）' }, computed).optional(),
    lastOrderDate: f.date({ en: 'Last order', zh: '最近下单' }, computed).optional(),
    firstOrderDate: f.date({ en: 'First order', zh: '首次下单' }, computed).optional(),
    expectedDate: f.date({ en: 'Next order usual by', zh: '预计下次下单' }, computed).optional(),
    interval: f.integer({ en: 'Usual interval in days', zh: '通常下单间隔（天）' }, computed).optional(),
    orders12: f.integer({ en: 'Orders in 12 months', zh: '近12个月订单数' }, computed).optional(),
    orders: f.integer({ en: 'Orders in all', zh: '累计订单数' }, computed).optional(),
    revenue12: f.money({ en: 'Revenue of 12 months', zh: '近12个月销售额' }, computed).optional(),
    revenuePrior: f.money({ en: 'Revenue of the 12 months before', zh: '再前12个月销售额' }, computed).optional(),
    revenue: f.money({ en: 'Revenue in all', zh: '累计销售额' }, computed).optional(),
    margin12: f.money({ en: 'Margin of 12 months', zh: '近12个月毛利' }, cost).optional(),
    marginPercent: f.number({ en: 'Margin %', zh: '毛利率%' }, cost).optional(),
    uncosted12: f.money({ en: 'Revenue without known cost', zh: '成本未知的销售额' }, cost).optional(),
    margin: f.money({ en: 'Margin in all', zh: '累计毛利' }, cost).optional(),
    serve12: f.money({ en: 'Cost to serve, 12 months', zh: '近12个月服务成本' }, cost).optional(),
    profit12: f.money({ en: 'Profit of 12 months', zh: '近12个月客户利润' }, cost).optional(),
    lastContactDate: f.date({ en: 'Last contact', zh: '最近联系' }, computed).optional(),
    lastVisitDate: f.date({ en: 'Last visit or meeting', zh: '最近拜访' }, computed).optional(),
    nextStepDate: f.date({ en: 'Next step', zh: '下一步日期' }, computed).optional(),
    unconverted: f.integer({ en: 'Orders without a rate', zh: '缺汇率的单据数' }, computed).optional(),
    currency: f.currency(computed).optional(),
    /** The day on which time alone changes the value. */
    changesOn: f.date({ en: 'Looked at again on', zh: '下次重算日期' }, computed).optional(),
  },
  lines: {
    month: f.text({ en: 'Month', zh: '月份' }, { max: 7, ...computed }),
    revenue: f.money({ en: 'Revenue', zh: '销售额' }, computed),
    orders: f.integer({ en: 'Orders', zh: '订单数' }, computed),
  },
  keys: [],
  title: 'name',
  search: ['name'],
  defaultSort: '-revenue12',
  owned: true,
  alarm: (record) => (typeof record.data['changesOn'] === 'string' ? record.data['changesOn'] : undefined),
  operations: ['list', 'summary', 'get'],
  example: { segment: 'loyal' },
});

/** The id of an account's value. */
export const valueIdOf = (accountId: string): string => `val_${accountId.slice(accountId.indexOf('_') + 1)}`;

/** The stored form of a value. `changesOn`: see nextChange. */
export const valueData = (
  value: Value,
  about: { name: unknown; accountId: string; currency: string; changesOn: string | undefined },
): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...value, ...about }).filter(([, one]) => one !== undefined));

export type { Month };
