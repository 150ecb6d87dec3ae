import { defineProcess } from '../kernel/process.ts';

const asking = ['sales-rep', 'sales-manager', 'finance', 'administrator'] as const;

/** The standard way of a credit note: asked for by one, agreed to by another, posted in that moment. */
export const creditNoteProcess = defineProcess({
  id: 'credit-note',
  label: { en: 'Credit note', zh: '红字单' },
  purpose: {
    en: 'Money is given back for goods that came back or a price that was wrong, and by more than one person.',
    zh: '退货或价格有误才冲减应收，且须经复核。',
  },
  starts: ['draft'],
  states: [
    {
      id: 'draft',
      label: { en: 'Draft', zh: '草稿' },
      responsible: 'owner',
      limitHours: 8,
      remindHours: 2,
      escalateTo: 'sales-manager',
      edit: 'free',
    },
    {
      id: 'pending-approval',
      label: { en: 'Pending approval', zh: '待审批' },
      limitHours: 8,
      remindHours: 2,
      escalateTo: 'executive',
      edit: 'locked',
      voids: 'draft',
      approval: {
        levels: [
          {
            id: 'second-person',
            label: { en: 'Sales manager or finance', zh: '销售经理或财务' },
            mode: 'any',
            signers: ['sales-manager', 'finance', 'administrator'],
          },
          {
            id: 'board',
            label: { en: 'Executive', zh: '高管' },
            mode: 'any',
            signers: ['executive'],
            over: { measure: 'total', atLeast: 5_000_000 },
          },
        ],
        approved: 'approved',
        rejected: 'cancelled',
        sentBack: 'draft',
        recalled: 'draft',
      },
      caution: {
        en: 'Have the goods been seen? Is the complaint on record?',
        zh: '货物是否已验收？客诉是否已登记？',
      },
    },
    {
      id: 'approved',
      label: { en: 'Posted', zh: '已生效' },
      final: true,
      edit: 'locked',
      enter: [
        { id: 'stamp-time', field: 'approvedAt' },
        { id: 'stamp-person', field: 'approvedBy' },
        { id: 'stamp-date', field: 'date' },
        { id: 'post-credit-note' },
      ],
    },
    { id: 'cancelled', label: { en: 'Cancelled', zh: '已取消' }, final: true, edit: 'locked' },
  ],
  transitions: [
    {
      id: 'submit',
      label: { en: 'Submit for approval', zh: '提交审批' },
      from: ['draft'],
      to: 'pending-approval',
      roles: [...asking],
      required: ['lines', 'reason'],
    },
    {
      id: 'cancel',
      label: { en: 'Cancel', zh: '取消' },
      from: ['draft'],
      to: 'cancelled',
      roles: [...asking],
      comment: 'required',
    },
  ],
});
