import { defineProcess } from '../kernel/process.ts';

const working = ['sales-rep', 'sales-manager', 'marketing', 'service-agent', 'data-steward', 'administrator'] as const;
const managing = ['sales-manager', 'administrator'] as const;
const open = ['new', 'working', 'qualified'] as const;

/**
 * The standard way of a lead: from the first contact to a customer, back to the pool, or out. Nobody converts or claims by hand: both
 * have endpoints of their own, which do what belongs to it in one transaction.
 */
export const leadProcess = defineProcess({
  id: 'lead',
  label: { en: 'Lead', zh: '线索' },
  purpose: {
    en: 'Whoever asks hears from us within a working day. What nobody follows up goes to the pool, where another colleague can take it.',
    zh: '客户询问后一个工作日内必有回应；无人跟进的线索回到公海，由其他同事领取。',
  },
  starts: ['new', 'recycled'],
  states: [
    {
      id: 'new',
      label: { en: 'New', zh: '新' },
      responsible: 'owner',
      limitHours: 8,
      remindHours: 2,
      escalateTo: 'sales-manager',
      edit: 'free',
      caution: { en: 'Call first, write afterwards.', zh: '先打电话，再发邮件。' },
    },
    {
      id: 'working',
      label: { en: 'Working', zh: '跟进中' },
      responsible: 'owner',
      limitHours: 40,
      remindHours: 8,
      escalateTo: 'sales-manager',
      edit: 'free',
      enter: [
        { id: 'clear', field: 'poolSince' },
        { id: 'clear', field: 'deadReason' },
      ],
    },
    {
      id: 'qualified',
      label: { en: 'Qualified', zh: '已确认' },
      responsible: 'owner',
      limitHours: 40,
      remindHours: 8,
      escalateTo: 'sales-manager',
      edit: 'free',
      caution: {
        en: 'Convert it while the need is fresh: account, contact and opportunity are made in one step.',
        zh: '趁需求明确尽快转化：客户、联系人和商机一步建立。',
      },
    },
    { id: 'converted', label: { en: 'Converted', zh: '已转化' }, final: true, edit: 'locked' },
    {
      id: 'recycled',
      label: { en: 'In the pool', zh: '公海' },
      edit: 'locked',
      // Somebody who writes again meanwhile is heard.
      open: ['message'],
      enter: [{ id: 'to-pool' }],
      caution: { en: 'It belongs to nobody until somebody claims it.', zh: '被领取之前不属于任何人。' },
    },
    { id: 'dead', label: { en: 'Dead', zh: '无效' }, final: true, edit: 'locked' },
  ],
  transitions: [
    {
      id: 'start',
      label: { en: 'Start', zh: '开始跟进' },
      from: ['new'],
      to: 'working',
      roles: [...working],
    },
    {
      id: 'qualify',
      label: { en: 'Qualify', zh: '确认有效' },
      from: ['new', 'working'],
      to: 'qualified',
      roles: [...working],
      required: ['name'],
      guards: [{ id: 'lead-reachable' }],
    },
    {
      id: 'convert',
      label: { en: 'Convert', zh: '转化' },
      from: ['working', 'qualified'],
      to: 'converted',
      roles: [...working],
      guards: [{ id: 'lead-converted' }],
    },
    {
      id: 'to-pool',
      label: { en: 'To the pool', zh: '退回公海' },
      from: [...open],
      to: 'recycled',
      roles: [...working],
      comment: 'required',
      caution: { en: 'Anybody can take it then.', zh: '退回后任何人都可以领取。' },
    },
    {
      id: 'claim',
      label: { en: 'Claim', zh: '领取' },
      from: ['recycled'],
      to: 'working',
      roles: [...working],
      guards: [{ id: 'lead-claimed' }],
    },
    {
      id: 'hand-out',
      label: { en: 'Hand out', zh: '分派' },
      from: ['recycled'],
      to: 'working',
      roles: [...managing],
      guards: [{ id: 'owner-named' }],
    },
    {
      id: 'drop',
      label: { en: 'Dead', zh: '标为无效' },
      from: [...open],
      to: 'dead',
      roles: [...working],
      required: ['deadReason'],
    },
    {
      id: 'revive',
      label: { en: 'Revive', zh: '重新激活' },
      from: ['dead'],
      to: 'working',
      roles: [...managing],
      comment: 'required',
    },
  ],
});
