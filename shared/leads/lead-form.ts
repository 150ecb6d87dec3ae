import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { outside } from '../kernel/problem.ts';
import { origins } from './origins.ts';

/** Least and most that a form may take in an hour. */
const BOUNDS = [1, 10_000] as const;

const formFaults = (data: Record<string, unknown>): FieldFault[] => [
  ...outside('perHour', data['perHour'], BOUNDS),
  ...outside('perAddressHour', data['perAddressHour'], BOUNDS),
];

/** A form on a website by which leads come in (SAL-2). Where it stands anybody can send it; what it takes an hour is bounded. */
export const leadForm = defineEntity({
  name: 'leadForm',
  collection: 'lead-forms',
  label: { en: 'Lead form', zh: '线索表单' },
  plural: { en: 'Lead forms', zh: '线索表单' },
  domain: 'leads',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Name', zh: '名称' }, { max: 120, example: '官网询价' }),
    active: f.boolean({ en: 'Takes enquiries', zh: '接收提交' }).default(true),
    origin: f.choice(origins, { en: 'Heard of by', zh: '来源' }).default('website'),
    campaign: f.text({ en: 'Campaign', zh: '市场活动' }, { max: 120 }).optional(),
    title: f.text({ en: 'Heading for visitors', zh: '页面标题' }, { max: 120, example: '联系我们' }).optional(),
    thanks: f
      .text(
        { en: 'Thanks for visitors', zh: '提交后的致谢语' },
        { max: 300, example: '谢谢，我们会在一个工作日内联系您。' },
      )
      .optional(),
    language: f
      .choice(
        { 'zh-CN': { en: 'Chinese', zh: '中文' }, en: { en: 'English', zh: '英文' } },
        { en: 'Language', zh: '语言' },
      )
      .default('zh-CN'),
    perHour: f.integer({ en: 'Most an hour', zh: '每小时上限' }).default(120),
    perAddressHour: f.integer({ en: 'Most an hour from one address', zh: '同一地址每小时上限' }).default(10),
  },
  keys: [],
  title: 'name',
  search: ['name', 'campaign'],
  defaultSort: 'name',
  owned: false,
  check: (next) => formFaults(next.data),
  example: { name: '官网询价', origin: 'website', thanks: '谢谢，我们会在一个工作日内联系您。', language: 'zh-CN' },
});
