import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import { deadReasons } from './dead-reasons.ts';
import { origins } from './origins.ts';

/** Where a lead stands; its process leads it from one to the other. */
export const leadStates = {
  new: { en: 'New', zh: '新' },
  working: { en: 'Working', zh: '跟进中' },
  qualified: { en: 'Qualified', zh: '已确认' },
  converted: { en: 'Converted', zh: '已转化' },
  recycled: { en: 'In the pool', zh: '公海' },
  dead: { en: 'Dead', zh: '无效' },
} as const;
export type LeadState = keyof typeof leadStates;

/** States in which somebody is to do something about a lead of theirs. */
export const openLeadStates: readonly string[] = ['new', 'working', 'qualified'] satisfies LeadState[];

/** Whether a lead lies in the public pool, where everybody sees it and nobody has it. */
export const isPooled = (rec: Pick<Rec, 'data' | 'archivedAt' | 'aliasOf' | 'removedAt'>): boolean =>
  rec.data['status'] === 'recycled' && !rec.archivedAt && !rec.aliasOf && !rec.removedAt;

const text = (rec: Rec, name: string): string | undefined =>
  typeof rec.data[name] === 'string' ? String(rec.data[name]) : undefined;

/** Somebody who may buy one day (SAL-2): from a form, a list or a conversation, until it becomes an account or comes to nothing. */
export const lead = defineEntity({
  name: 'lead',
  collection: 'leads',
  label: { en: 'Lead', zh: '线索' },
  plural: { en: 'Leads', zh: '线索' },
  domain: 'leads',
  schemaVersion: 1,
  fields: {
    name: f.text(
      { en: 'Name', zh: '姓名' },
      {
        max: 120,
        example: '陈静',
        aliases: ['name', 'lead', 'full name', 'contact', 'contact name', '线索名称', '联系人', '客户姓名'],
      },
    ),
    company: f
      .text(
        { en: 'Company', zh: '公司' },
        {
          max: 160,
          example: '宁波海川自动化有限公司',
          aliases: ['company', 'organisation', 'organization', 'account', '公司名称', '单位'],
        },
      )
      .optional(),
    jobTitle: f
      .text({ en: 'Job title', zh: '职务' }, { max: 80, aliases: ['job title', 'title', 'position', '职位'] })
      .optional(),
    phone: f
      .phone({ en: 'Phone', zh: '电话' }, { aliases: ['phone', 'telephone', 'tel', '座机', '联系电话'] })
      .optional(),
    mobile: f
      .phone(
        { en: 'Mobile', zh: '手机' },
        { example: '+86 139 1234 5678', aliases: ['mobile', 'cell', 'cellphone', '手机号'] },
      )
      .optional(),
    email: f
      .email(
        { en: 'E-mail', zh: '邮箱' },
        { example: 'chenjing@example.com', aliases: ['email', 'e-mail', 'mail', '电子邮件'] },
      )
      .optional(),
    website: f.url({ en: 'Website', zh: '网站' }, { aliases: ['website', 'url', '网址'] }).optional(),
    country: f.country({ en: 'Country', zh: '国家/地区' }, { example: 'CN', aliases: ['country', '国家'] }).optional(),
    region: f
      .text({ en: 'Province or state', zh: '省/州' }, { max: 80, aliases: ['state', 'province', 'region', '省份'] })
      .optional(),
    city: f.text({ en: 'City', zh: '城市' }, { max: 80, aliases: ['city', 'town', '市'] }).optional(),
    industry: f.text({ en: 'Industry', zh: '行业' }, { max: 80, aliases: ['industry', '所属行业'] }).optional(),
    origin: f
      .choice(origins, { en: 'Heard of by', zh: '来源' }, { aliases: ['lead source', 'origin', '线索来源'] })
      .optional(),
    campaign: f.text({ en: 'Campaign', zh: '市场活动' }, { max: 120, aliases: ['campaign', '活动'] }).optional(),
    budget: f.money({ en: 'Budget', zh: '预算' }, { aliases: ['budget', 'amount', '预算金额'] }).optional(),
    currency: f.currency().optional(),
    message: f
      .longText({ en: 'Message', zh: '留言' }, { aliases: ['message', 'note', 'remark', '备注', '需求'] })
      .optional(),
    status: f.choice(leadStates, { en: 'Status', zh: '状态' }, { aliases: ['status', '状态'] }).default('new'),
    deadReason: f
      .choice(deadReasons, { en: 'Why it is dead', zh: '无效原因' }, { aliases: ['dead reason', '无效原因'] })
      .optional(),
    score: f.integer({ en: 'Score', zh: '评分' }, { computed: true }).optional(),
    lastTouchAt: f.datetime({ en: 'Last worked on', zh: '最近跟进' }, { computed: true }).optional(),
    recallOn: f.date({ en: 'Goes to the pool on', zh: '回收日期' }, { computed: true }).optional(),
    warnOn: f.date({ en: 'Warned on', zh: '回收提醒日期' }, { computed: true }).optional(),
    poolSince: f.datetime({ en: 'In the pool since', zh: '进入公海时间' }, { computed: true }).optional(),
    recalledFrom: f.ref('member', { en: 'Came to the pool from', zh: '原负责人' }, { computed: true }).optional(),
    claimedAt: f.datetime({ en: 'Taken from the pool at', zh: '领取时间' }, { computed: true }).optional(),
    accountId: f.ref('account', { en: 'Became account', zh: '转化客户' }, { computed: true }).optional(),
    contactId: f.ref('contact', { en: 'Became contact', zh: '转化联系人' }, { computed: true }).optional(),
    opportunityId: f.ref('opportunity', { en: 'Became opportunity', zh: '转化商机' }, { computed: true }).optional(),
    convertedAt: f.datetime({ en: 'Converted at', zh: '转化时间' }, { computed: true }).optional(),
    formId: f.ref('leadForm', { en: 'Form', zh: '表单' }, { computed: true }).optional(),
  },
  keys: [],
  title: 'name',
  search: ['name', 'company', 'phone', 'mobile', 'email'],
  defaultSort: '-createdAt',
  owned: true,
  process: { field: 'status', of: () => 'lead' },
  relation: (record) => {
    const parent = text(record, 'accountId');
    return parent === undefined ? undefined : { parentId: parent, kind: 'timeline', at: record.occurredAt };
  },
  // A lead that was converted is looked at once more: what was noted on it at the same moment follows it to its account.
  alarm: (record) => text(record, 'convertedAt') ?? text(record, 'warnOn') ?? text(record, 'recallOn'),
  pooled: (record) => isPooled(record),
  mergeable: true,
  importable: true,
  example: {
    name: '陈静',
    company: '宁波海川自动化有限公司',
    jobTitle: '采购主管',
    mobile: '+86 139 1234 5678',
    email: 'chenjing@example.com',
    country: 'CN',
    region: '浙江',
    city: '宁波',
    origin: 'fair',
    message: '需要二十台输送设备的报价。',
  },
});
