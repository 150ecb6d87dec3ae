import { defineProcess } from '../kernel/process.ts';

const pricing = ['sales-manager', 'finance', 'data-steward', 'administrator'] as const;

/** The standard way of a price list: worked on in peace, agreed to as a whole, in force for everybody in the same moment. */
export const priceListProcess = defineProcess({
  id: 'price-list',
  label: { en: 'Price list', zh: '价格表' },
  purpose: {
    en: 'New prices are prepared beside the old ones and take their place at once when they are agreed to.',
    zh: '新价格先在草稿中准备，经批准后一次性替换旧价格。',
  },
  starts: ['draft'],
  states: [
    {
      id: 'draft',
      label: { en: 'Draft', zh: '草稿' },
      limitHours: 80,
      remindHours: 16,
      responsible: 'data-steward',
      escalateTo: 'sales-manager',
      edit: 'free',
    },
    {
      id: 'pending-approval',
      label: { en: 'Pending approval', zh: '待审批' },
      limitHours: 16,
      remindHours: 4,
      escalateTo: 'executive',
      edit: 'locked',
      open: ['note'],
      voids: 'draft',
      approval: {
        levels: [
          {
            id: 'sales',
            label: { en: 'Sales or finance', zh: '销售或财务' },
            mode: 'any',
            signers: ['sales-manager', 'finance', 'administrator'],
          },
          { id: 'board', label: { en: 'Executive', zh: '高管' }, mode: 'any', signers: ['executive'] },
        ],
        approved: 'active',
        rejected: 'cancelled',
        sentBack: 'draft',
        recalled: 'draft',
      },
      caution: {
        en: 'Look at the effect first: how many prices move, by how much, which live quotes are concerned.',
        zh: '审批前先看影响预览：多少价格变动、幅度多大、涉及哪些有效报价。',
      },
    },
    {
      id: 'active',
      label: { en: 'In force', zh: '生效' },
      edit: 'locked',
      open: ['note'],
      enter: [{ id: 'stamp-time', field: 'activeAt' }, { id: 'stamp-date', field: 'from' }, { id: 'replace-list' }],
    },
    {
      id: 'retired',
      label: { en: 'Retired', zh: '停用' },
      final: true,
      edit: 'locked',
      open: ['note'],
      enter: [
        { id: 'stamp-time', field: 'retiredAt' },
        { id: 'end-date', field: 'to' },
      ],
    },
    { id: 'cancelled', label: { en: 'Cancelled', zh: '取消' }, final: true, edit: 'locked', open: ['note'] },
  ],
  transitions: [
    {
      id: 'submit',
      label: { en: 'Submit for approval', zh: '提交审批' },
      from: ['draft'],
      to: 'pending-approval',
      roles: [...pricing],
      required: ['currency'],
    },
    {
      id: 'retire',
      label: { en: 'Retire', zh: '停用' },
      from: ['active'],
      to: 'retired',
      roles: ['sales-manager', 'administrator'],
      comment: 'required',
    },
    {
      id: 'cancel',
      label: { en: 'Cancel', zh: '取消' },
      from: ['draft'],
      to: 'cancelled',
      roles: [...pricing],
      comment: 'required',
    },
  ],
});
